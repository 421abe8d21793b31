import type { Problem } from '../../../plan/problem';
import type { Folder } from '../folder';
import { AUTOSCALER, DEPLOYMENT, SERVICE } from '../kinds';
import { SP5254, SP5255, SP5262, SP5264 } from '../problems-flagger';
import type { FlaggerCanary } from './canary';
import { canariesOf, targetOf } from './canary';

/** What Flagger selects by, unless `-selector-labels` says otherwise. */
const SELECTING = ['app', 'name', 'app.kubernetes.io/name'];

/** What stands beside a Canary: its target, and what Flagger makes of it. */
export function objects(folder: Folder): Problem[] {
  const canaries = canariesOf(folder);
  return [...canaries.flatMap((canary) => [...selected(canary, folder), ...colliding(canary, folder), ...scaled(canary, folder)]), ...shared(canaries)];
}

function selected(canary: FlaggerCanary, folder: Folder): Problem[] {
  const labels = targetOf(canary, folder)?.spec.at('selector', 'matchLabels');
  return !labels || labels.keys.some((key) => SELECTING.includes(key)) ? [] : [SP5254.at(labels.path, {
    got: labels.keys.join(', ') || 'no label',
    allowed: `one of ${SELECTING.join(', ')}`,
    remedies: ['select by app.kubernetes.io/name, which has to be decided before the first release: a selector never changes'],
  })];
}

function colliding({ spec, target, manifest }: FlaggerCanary, folder: Folder): Problem[] {
  const name = target.at('name').text;
  const service = spec.at('service', 'name').text || name;
  const made = [
    ...['', '-primary', '-canary'].map((suffix) => ({ kind: SERVICE, name: service + suffix })),
    { kind: DEPLOYMENT, name: `${name}-primary` },
    { kind: AUTOSCALER, name: `${spec.at('autoscalerRef', 'name').text || name}-primary` },
  ];
  // a Service that is the target itself is nothing that Flagger makes
  if (name === '' || target.at('kind').text === SERVICE.kind) return [];
  return made.flatMap((one) => folder.find(one.kind, one.name, manifest) ?? []).map((found) => SP5255.at(found.root.path, {
    got: `${found.kind} ${found.name}`,
    allowed: 'another name',
    remedies: ['remove it: Flagger makes it', 'rename it, and send to the one of Flagger'],
  }));
}

function scaled({ spec, target, manifest }: FlaggerCanary, folder: Folder): Problem[] {
  const reference = spec.at('autoscalerRef');
  const beside = folder.of(AUTOSCALER).filter((scaler) => scaler.isBeside(manifest));
  const scaling = beside.find((scaler) => scaler.spec.at('scaleTargetRef', 'name').text === target.at('name').text
    && scaler.spec.at('scaleTargetRef', 'kind').text === target.at('kind').text);
  const named = beside.find((scaler) => scaler.name === reference.at('name').text);
  if (scaling && !reference.isSet) {
    return [SP5262.at(reference.path, { got: 'nothing', allowed: scaling.name, remedies: [`add autoscalerRef with the name ${scaling.name}`] })];
  }
  return named && named !== scaling ? [SP5262.at(named.spec.at('scaleTargetRef').path, {
    got: named.spec.at('scaleTargetRef', 'name').shown,
    allowed: `the target of the Canary: ${target.at('name').shown}`,
    remedies: ['let the autoscaler scale the target', 'name another autoscaler'],
  })] : [];
}

function shared(canaries: FlaggerCanary[]): Problem[] {
  return canaries.flatMap(({ manifest, target }, i) => {
    const first = canaries.slice(0, i).find((other) => other.target.at('name').text === target.at('name').text
      && other.target.at('kind').text === target.at('kind').text && other.manifest.isBeside(manifest));
    return first ? [SP5264.at(target.path, {
      got: target.at('name').shown,
      allowed: `a target that ${first.manifest.name} does not have`,
      remedies: ['remove one of the Canaries'],
    })] : [];
  });
}

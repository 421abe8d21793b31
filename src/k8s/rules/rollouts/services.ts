import type { Problem } from '../../../plan/problem';
import type { Folder } from '../folder';
import { SERVICE } from '../kinds';
import { SP5225, SP5226, SP5233, SP5234 } from '../problems-rollouts';
import type { Rollout } from './rollout';
import { rolloutsOf, routedBy } from './rollout';

/** Added by the controller to what it manages. */
const VERSION_LABEL = 'rollouts-pod-template-hash';

/** Services that the controller points at versions. */
export function services(folder: Folder): Problem[] {
  const rollouts = rolloutsOf(folder);
  return [
    ...rollouts.flatMap((rollout) => [...doubled(rollout), ...pingPong(rollout), ...missing(rollout), ...selecting(rollout, folder)]),
    ...disputed(rollouts),
  ];
}

function doubled({ canary, blueGreen, services: named }: Rollout): Problem[] {
  if (named.length < 2) return [];
  const pairs = [
    [blueGreen.at('activeService'), blueGreen.at('previewService')],
    [canary.at('stableService'), canary.at('canaryService')],
    [canary.at('pingPong', 'pingService'), canary.at('pingPong', 'pongService')],
  ];
  return pairs.filter(([one, other]) => one.text !== '' && one.text === other.text).map(([one, other]) => SP5225.at(other.path, {
    got: other.text,
    allowed: `another Service than "${one.text}"`,
    remedies: ['make a second Service with the same selector'],
  }));
}

function pingPong(rollout: Rollout): Problem[] {
  const { canary, routing } = rollout;
  const both = canary.at('pingPong');
  if (!both.isSet) return [];
  const unnamed = [both.at('pingService'), both.at('pongService')].filter(({ text }) => text === '');
  const lacksRoot = routedBy(rollout, 'alb') && routing.at('alb', 'rootService').text === '';
  return [
    ...unnamed.map((field) => SP5226.at(field.path, { got: 'nothing', allowed: 'the name of a Service', remedies: ['name both Services'] })),
    ...(routedBy(rollout, 'alb', 'istio') ? [] : [SP5226.at(both.path, {
      got: rollout.routers.join(', ') || 'no router',
      allowed: 'alb or istio',
      remedies: ['use stableService and canaryService'],
    })]),
    ...(lacksRoot ? [SP5226.at(routing.at('alb', 'rootService').path, {
      got: 'nothing',
      allowed: 'the Service that the Ingress sends requests to',
      remedies: ['name the root Service'],
    })] : []),
  ];
}

function missing(rollout: Rollout): Problem[] {
  const { canary, routing } = rollout;
  const splitByPods = canary.at('pingPong').isSet && routedBy(rollout, 'alb', 'istio');
  const splitBySubset = routedBy(rollout, 'istio') && routing.at('istio', 'destinationRule').isSet;
  const others = rollout.routers.filter((router) => !['plugins', 'istio', 'alb'].includes(router));
  const needed = others.length > 0 || (routedBy(rollout, 'alb', 'istio') && !splitByPods && !splitBySubset);
  if (!needed) return [];
  return [canary.at('stableService'), canary.at('canaryService')].filter(({ text }) => text === '').map((field) => SP5226.at(field.path, {
    got: 'nothing',
    allowed: 'the name of a Service',
    remedies: ['name both the stable and the canary Service'],
  }));
}

function selecting(rollout: Rollout, folder: Folder): Problem[] {
  const pods = rollout.spec.at('template', 'metadata', 'labels');
  if (!pods.isSet) return [];
  return rollout.services.flatMap((named) => {
    const selector = folder.find(SERVICE, named.text, rollout.manifest)?.spec.at('selector');
    if (!selector) return [];
    const strange = selector.keys.filter((key) => key !== VERSION_LABEL && pods.at(key).text !== selector.at(key).text);
    return strange.map((key) => SP5233.at(selector.at(key).path, {
      got: `${key}=${selector.at(key).shown}`,
      allowed: `a label of the pods of ${rollout.manifest.name}`,
      remedies: ['use the labels of the selector of the rollout'],
    }));
  });
}

function disputed(rollouts: Rollout[]): Problem[] {
  const owners = new Map<string, Rollout[]>();
  return rollouts.flatMap((rollout) => rollout.services.flatMap((named) => {
    const known = owners.get(named.text) ?? [];
    owners.set(named.text, [...known, rollout]);
    const owner = known.find((other) => other !== rollout && other.manifest.isBeside(rollout.manifest));
    return owner ? [SP5234.at(named.path, {
      got: named.text,
      allowed: `a Service that ${owner.manifest.name} does not manage`,
      remedies: ['make a Service for each rollout'],
    })] : [];
  }));
}

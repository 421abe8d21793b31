import type { Problem } from '../../../plan/problem';
import type { Folder } from '../folder';
import { DEPLOYMENT } from '../kinds';
import { SP5232, SP5242 } from '../problems-rollouts';
import { unmatched } from '../selectors';
import type { Rollout } from './rollout';
import { rolloutsOf } from './rollout';

/** The pods of a rollout: its own, or those of a workload that does not run them too. */
export function pods(folder: Folder): Problem[] {
  return rolloutsOf(folder).flatMap((rollout) => (rollout.spec.at('workloadRef').isSet ? borrowed(rollout, folder) : owned(rollout)));
}

function owned({ spec }: Rollout): Problem[] {
  const selector = spec.at('selector');
  const labels = spec.at('template', 'metadata', 'labels');
  const isEmpty = selector.at('matchLabels').keys.length + selector.at('matchExpressions').items.length === 0;
  const wrong = isEmpty ? [selector] : unmatched(selector, labels);
  return wrong.map((field) => SP5232.at(field.path, {
    got: field.shown,
    allowed: 'a selector that the labels of spec.template match',
    remedies: ['give the pods the label', 'correct the selector'],
  }));
}

function borrowed({ spec, manifest }: Rollout, folder: Folder): Problem[] {
  const reference = spec.at('workloadRef');
  const template = spec.at('template');
  const scaleDown = reference.at('scaleDown');
  const deployment = reference.at('kind').text === DEPLOYMENT.kind ? folder.find(DEPLOYMENT, reference.at('name').text, manifest) : undefined;
  const replicas = deployment?.spec.at('replicas');
  return [
    ...(template.keys.length === 0 ? [] : [SP5232.at(template.path, {
      got: 'a template beside workloadRef',
      allowed: 'one of the two',
      remedies: ['remove workloadRef', 'remove the template'],
    })]),
    ...(['', 'never', 'onsuccess', 'progressively'].includes(scaleDown.text) ? [] : [SP5242.at(scaleDown.path, {
      got: scaleDown.shown,
      allowed: '"never", "onsuccess" or "progressively"',
      remedies: ['write it in lower case'],
    })]),
    ...(!replicas || replicas.number === 0 ? [] : [SP5242.at(replicas.path, {
      got: `${replicas.number ?? 1} replicas`,
      allowed: '0 replicas',
      remedies: ['write `replicas: 0`', 'move the pod template into the rollout, and remove the Deployment'],
    })]),
  ];
}

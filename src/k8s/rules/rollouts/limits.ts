import type { Problem } from '../../../plan/problem';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { SP5229, SP5230, SP5231, SP5240 } from '../problems-rollouts';
import type { Rollout } from './rollout';
import { rolloutsOf } from './rollout';

/** Numbers that have to fit each other. */
export function limits(folder: Folder): Problem[] {
  return rolloutsOf(folder).flatMap((rollout) => [
    ...surge(rollout), ...affinity(rollout), ...deadline(rollout), ...history(rollout), ...window(rollout),
  ]);
}

function surge({ canary }: Rollout): Problem[] {
  const [more, fewer] = [canary.at('maxSurge'), canary.at('maxUnavailable')];
  return isZero(more) && isZero(fewer) ? [SP5229.at(fewer.path, {
    got: 'maxSurge and maxUnavailable of zero',
    allowed: 'at least one of them above zero',
    remedies: ['use `maxSurge: 25%`'],
  })] : [];
}

function isZero({ number, text }: Field): boolean {
  return number === 0 || /^0+%$/.test(text);
}

function affinity({ canary, blueGreen }: Rollout): Problem[] {
  return [canary, blueGreen].map((strategy) => strategy.at('antiAffinity')).filter(({ isSet }) => isSet).flatMap((field) => {
    const preferred = field.at('preferredDuringSchedulingIgnoredDuringExecution');
    const required = field.at('requiredDuringSchedulingIgnoredDuringExecution');
    const { number = 0 } = preferred.at('weight');
    return [
      ...(preferred.isSet !== required.isSet ? [] : [SP5230.at(field.path, {
        got: preferred.isSet ? 'both' : 'neither',
        allowed: 'either the preference or the requirement',
        remedies: ['keep one of the two'],
      })]),
      ...(preferred.isSet && (number < 1 || number > 100) ? [SP5230.at(preferred.at('weight').path, {
        got: preferred.at('weight').shown,
        allowed: 'a whole number from 1 to 100',
        remedies: ['use a weight of 100'],
      })] : []),
    ];
  });
}

function deadline({ spec }: Rollout): Problem[] {
  const field = spec.at('progressDeadlineSeconds');
  const seconds = field.number ?? 600;
  const readySeconds = spec.at('minReadySeconds').number ?? 0;
  return seconds > readySeconds ? [] : [SP5231.at(field.path, {
    got: `${seconds} seconds`,
    allowed: `more than minReadySeconds: ${readySeconds}`,
    remedies: ['raise progressDeadlineSeconds', 'lower minReadySeconds'],
  })];
}

function historyLimit(spec: Field): number {
  return spec.at('revisionHistoryLimit').number ?? 10;
}

function history({ spec, blueGreen }: Rollout): Problem[] {
  const kept = blueGreen.at('scaleDownDelayRevisionLimit');
  return (kept.number ?? 0) <= historyLimit(spec) ? [] : [SP5231.at(kept.path, {
    got: kept.shown,
    allowed: `at most revisionHistoryLimit: ${historyLimit(spec)}`,
    remedies: ['raise revisionHistoryLimit'],
  })];
}

function window({ spec }: Rollout): Problem[] {
  const revisions = spec.at('rollbackWindow', 'revisions');
  return (revisions.number ?? 0) <= historyLimit(spec) ? [] : [SP5240.at(revisions.path, {
    got: revisions.shown,
    allowed: `at most revisionHistoryLimit: ${historyLimit(spec)}`,
    remedies: ['raise revisionHistoryLimit', 'shorten the window'],
  })];
}

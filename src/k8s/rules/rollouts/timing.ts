import type { Problem } from '../../../plan/problem';
import { durationText } from '../../../private/duration-text';
import { lengthMs, usesOf } from '../analysis/uses';
import type { AnalysisUse } from '../analysis/uses';
import type { Folder } from '../folder';
import { SP5224, SP5238, SP5239, SP5241 } from '../problems-rollouts';
import { pauseSeconds } from './pause';
import type { Rollout } from './rollout';
import { rolloutsOf } from './rollout';

const LONGEST_MS = 2 * 3_600_000;

/** How long a rollout takes, and what ends its last step. */
export function timing(folder: Folder): Problem[] {
  const steps = new Map<Rollout, AnalysisUse[]>();
  for (const use of usesOf(folder).filter(({ kind }) => kind === 'step')) steps.set(use.rollout, [...steps.get(use.rollout) ?? [], use]);
  return rolloutsOf(folder).flatMap((rollout) => [...pauses(rollout), ...total(rollout, steps.get(rollout) ?? []), ...unmeasured(rollout)]);
}

function pauses({ steps }: Rollout): Problem[] {
  return steps.map((step) => step.at('pause')).filter(({ isSet }) => isSet).flatMap((pause) => {
    const seconds = pauseSeconds(pause);
    if (seconds === undefined) {
      return [SP5224.at(pause.at('duration').path, {
        got: pause.at('duration').shown,
        allowed: 'whole seconds, or a number with s, m or h, from 0',
        remedies: ['write `5m` for five minutes', 'count days as hours'],
      })];
    }
    return seconds === 'endless' ? [SP5239.at(pause.path, {
      got: 'a pause without a duration',
      allowed: 'a duration, or an approval before the promotion',
      remedies: ['give the pause a duration, and let an analysis decide', 'ask for approval where the promotion begins'],
    })] : [];
  });
}

/** What waits for a person takes no time that could be known. */
function total({ steps, canary }: Rollout, analyses: AnalysisUse[]): Problem[] {
  const pausedMs = steps.map((step) => (step.at('pause').isSet ? pauseSeconds(step.at('pause')) : 0)).map((seconds) => (typeof seconds === 'number' ? seconds * 1_000 : 0));
  const sumMs = [...pausedMs, ...analyses.map(lengthMs)].reduce((all, each) => all + each, 0);
  return sumMs <= LONGEST_MS ? [] : [SP5238.at(`${canary.path}/steps`, {
    got: durationText(sumMs),
    allowed: `at most ${durationText(LONGEST_MS)}`,
    remedies: ['shorten the pauses and analyses', 'let the version soak before the next environment instead'],
  })];
}

/** A background analysis watches to the end; otherwise something has to measure after the last weight. */
function unmeasured({ steps, canary }: Rollout): Problem[] {
  const weighted = steps.map((step) => step.at('setWeight').isSet);
  const last = steps.slice(weighted.lastIndexOf(true) + 1);
  const measures = canary.at('analysis').isSet || last.some((step) => step.at('analysis').isSet || step.at('experiment').isSet || step.at('plugin').isSet);
  return !weighted.includes(true) || measures ? [] : [SP5241.at(`${canary.path}/steps`, {
    got: last.length === 0 ? 'a weight as last step' : 'a pause as last step',
    allowed: 'an analysis after the last weight, or in the background',
    remedies: ['add an analysis as last step', 'add a background analysis'],
  })];
}

import type { ShiftSpec, ShiftStep } from '../../model/spec';
import type { Field } from '../rules/field';
import type { Folder } from '../rules/folder';
import { pauseSeconds } from '../rules/rollouts/pause';
import type { Rollout } from '../rules/rollouts/rollout';
import type { Looked } from './analysis-reader';
import { AnalysisReader } from './analysis-reader';
import type { Notes } from './notes';
import { percentOfPods } from './percent-of-pods';
import type { Reading } from './reading';
import type { Shifting } from './shift';
import { rollingShift, shiftOfSteps } from './shift';

/** How long Argo Rollouts keeps the old copy of a blue/green release. */
const KEEP_SECONDS = 30;

type Moving = Omit<Shifting, 'undoesFailed'>;

/** How a Rollout moves its traffic, and what it judges meanwhile. */
export function rolloutShift(rollout: Rollout, folder: Folder, reading: Reading): Shifting {
  const undoesFailed = rollout.spec.at('progressDeadlineAbort').isTrue;
  if (!undoesFailed) reading.notes.add(rollout.spec, 'a version that never becomes ready is not taken back: there is no `progressDeadlineAbort`');
  const analyses = new AnalysisReader(rollout.manifest, folder, reading);
  const read = (place: Field) => analyses.read(place.at('templates'));
  return { ...(rollout.blueGreen.isSet ? blueGreen(rollout, read, reading.notes) : canary(rollout, read, reading.notes)), undoesFailed };
}

function blueGreen({ blueGreen: strategy }: Rollout, read: (place: Field) => Looked, notes: Notes): Moving {
  const [before, after] = [strategy.at('prePromotionAnalysis'), strategy.at('postPromotionAnalysis')].map(read);
  const seconds = strategy.at('autoPromotionSeconds').number ?? 0;
  const promoted = strategy.at('autoPromotionEnabled');
  if (promoted.isSet && !promoted.isTrue && seconds === 0) notes.add(promoted, BY_HAND);
  early(before, strategy.at('prePromotionAnalysis'), notes);
  const keepOldMs = (strategy.at('scaleDownDelaySeconds').number ?? KEEP_SECONDS) * 1_000;
  return {
    shift: { kind: 'blueGreen', keepOldMs, steps: [{ percent: 0, holdMs: Math.max(before.durationMs, seconds * 1_000) }, { percent: 100, holdMs: 0 }] },
    watched: before.signals,
    verifications: [...before.jobs, ...after.judged],
  };
}

function canary({ canary: strategy, steps, routers, spec }: Rollout, read: (place: Field) => Looked, notes: Notes): Moving {
  const background = read(strategy.at('analysis'));
  early(background, strategy.at('analysis'), notes);
  const held: ShiftStep[] = [];
  const watched = [...background.signals];
  const verifications = [...background.jobs];
  let now: ShiftStep = { percent: 0, holdMs: 0 };
  for (const step of steps) {
    const weight = step.at('setWeight').number;
    if (weight !== undefined) {
      held.push(now);
      now = { percent: weight, holdMs: 0 };
    }
    const looked = read(step.at('analysis'));
    now = { ...now, holdMs: now.holdMs + looked.durationMs + pausedMs(step, notes) };
    if (now.percent >= 100) {
      verifications.push(...looked.judged);
    } else {
      early(looked, step.at('analysis'), notes);
      watched.push(...looked.signals);
      verifications.push(...looked.jobs);
    }
    leftOut(step, notes);
  }
  const partial = [...held, now].filter(({ percent, holdMs }) => percent < 100 && percent + holdMs > 0);
  const replaced = routers.length === 0 && strategy.at('maxSurge').text !== '100%';
  return {
    shift: partial.length === 0 && replaced ? replacing(strategy, spec) : shiftOfSteps(partial),
    watched: [...new Set(watched)],
    verifications,
  };
}

/** Without weights pods are replaced, by the rule of Deployments. */
function replacing(strategy: Field, spec: Field): ShiftSpec {
  return rollingShift(percentOfPods(strategy.at('maxUnavailable'), spec.at('replicas').number ?? 1));
}

const BY_HAND = 'waits until somebody lets it go on: no gate stands for it, since a gate holds back a whole wave; read as no time at all';

function pausedMs(step: Field, notes: Notes): number {
  const pause = step.at('pause');
  const seconds = pause.isSet ? pauseSeconds(pause) : 0;
  if (seconds === 'endless') notes.add(pause, BY_HAND);
  return typeof seconds === 'number' ? seconds * 1_000 : 0;
}

/** Jobs that judge a share of the traffic. */
function early({ jobs }: Looked, at: Field, notes: Notes): void {
  for (const { name } of jobs) notes.add(at, `runs the job "${name}" before all traffic has moved; read as a verification after it`);
}

/** Steps that no plan says. */
function leftOut(step: Field, notes: Notes): void {
  for (const kind of ['experiment', 'plugin', 'setMirrorRoute', 'setHeaderRoute'].filter((key) => step.at(key).isSet)) {
    notes.add(step.at(kind), 'is a step that no plan says, and left out');
  }
  if (step.at('experiment').isSet || step.at('setHeaderRoute').isSet) notes.seen.hide('whom an experiment or a route by headers sends to the new version is not read', 'shift');
  if (step.at('plugin').isSet) notes.seen.hide('what the plugin of a step does is not in the manifests', 'shift', 'signals');
  if (step.at('experiment', 'analyses').isSet) notes.seen.hide('the analyses of an experiment are not read', 'signals');
}

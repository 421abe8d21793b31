import type { JobSpec, SignalSpec } from '../../model/spec';
import type { PlannedWave } from '../../plan/document';
import type { ReleasedWorkload } from '../engines/progressive-engine';
import { goDuration } from '../go-duration';
import { Migration } from '../migration';
import { surge } from '../pods/surge';
import { timeToFailMs, watchedMs } from '../prometheus/watch';
import { PREVIEW } from '../traffic/service';
import { ANALYSIS_ARGS } from './analysis';
import { isRouted, trafficRouting } from './traffic-routing';

/** An analysis that a strategy asks for: signals, measured for a time, or a job. */
export interface PlannedAnalysis {
  readonly templateName: string;
  readonly signals: SignalSpec[];
  readonly durationMs: number;
  /** Before the switch there are no customers, so that there may be nothing to judge. */
  readonly preview?: boolean;
  /** What is run instead of a measurement. */
  readonly job?: JobSpec;
}

export interface RolloutStrategy {
  readonly strategy: Record<string, unknown>;
  /** Each once, in the order in which they are first needed. */
  readonly analyses: PlannedAnalysis[];
}

/**
 * How Argo Rollouts moves a workload's traffic in a wave.
 * @param triggers what undoes the release while traffic shifts
 */
export function strategyOf(workload: ReleasedWorkload, triggers: SignalSpec[]): RolloutStrategy {
  // nothing is released on the way back to a Deployment, and the Services belong to both
  if (workload.migrated?.direction === Migration.TO_DEPLOYMENT) return { strategy: { canary: { maxSurge: '25%', maxUnavailable: 0 } }, analyses: [] };
  return workload.wave.shift.kind === 'blueGreen' ? blueGreen(workload, triggers) : canary(workload, triggers);
}

function canary(workload: ReleasedWorkload, triggers: SignalSpec[]): RolloutStrategy {
  const { name, wave, signals, router } = workload;
  const routed = isRouted(workload);
  const verifications = verificationsOf(wave, name, signals);
  const analyses: PlannedAnalysis[] = [];
  const steps: object[] = [];
  for (const { percent, holdMs } of wave.shift.steps.filter((step) => step.percent < 100)) {
    const durationMs = watchedMs(triggers, holdMs);
    steps.push({ setWeight: percent });
    if (holdMs > durationMs) steps.push({ pause: { duration: goDuration(holdMs - durationMs) } });
    if (durationMs === 0) continue;
    const templateName = `${name}-watch-${goDuration(durationMs)}`;
    steps.push({ analysis: { templates: [{ templateName }], args: ANALYSIS_ARGS } });
    if (analyses.every((known) => known.templateName !== templateName)) analyses.push({ templateName, signals: triggers, durationMs });
  }
  // a router that is given no step moves nothing before the new version is already the proven one
  if (verifications.length > 0 || (routed && steps.length === 0)) steps.push({ setWeight: 100 });
  if (verifications.length > 0) steps.push({ analysis: analysisOf(verifications) });
  return {
    strategy: {
      canary: {
        ...(routed && router ? trafficRouting(workload, router) : surge(wave.shift)),
        ...(steps.length > 0 && { steps }),
      },
    },
    analyses: [...analyses, ...verifications],
  };
}

function blueGreen({ name, wave, signals }: ReleasedWorkload, triggers: SignalSpec[]): RolloutStrategy {
  const { shift } = wave;
  if (shift.kind !== 'blueGreen') throw new Error('not a blue/green shift');
  const verifications = verificationsOf(wave, name, signals);
  const previewMs = shift.steps[0].holdMs;
  const previews = previewOf(name, triggers, previewMs);
  return {
    strategy: {
      blueGreen: {
        activeService: name,
        previewService: name + PREVIEW,
        autoPromotionEnabled: true,
        // an analysis lasts as long as the preview: with a timer as well one of them would be cut short, or waited for twice
        ...(previews.length > 0 ? { prePromotionAnalysis: analysisOf(previews) } : previewMs > 0 && { autoPromotionSeconds: previewMs / 1000 }),
        scaleDownDelaySeconds: shift.keepOldMs / 1000,
        ...(verifications.length > 0 && { postPromotionAnalysis: analysisOf(verifications) }),
      },
    },
    analyses: [...previews, ...verifications],
  };
}

/** Nothing where the preview is too short for any signal to fail. */
function previewOf(workload: string, triggers: SignalSpec[], durationMs: number): PlannedAnalysis[] {
  const signals = triggers.filter((signal) => timeToFailMs(signal) <= durationMs);
  return signals.length === 0 ? [] : [{ templateName: `${workload}-preview-${goDuration(durationMs)}`, signals, durationMs, preview: true }];
}

function verificationsOf(wave: PlannedWave, workload: string, signals: SignalSpec[]): PlannedAnalysis[] {
  return wave.verifications.map((one) => ({
    templateName: `${workload}-verify-${one.id}`,
    ...(one.kind === 'job' ? { signals: [], durationMs: 0, job: one.job } : { signals: signals.filter(({ name }) => name === one.signal), durationMs: one.durationMs }),
  }));
}

function analysisOf(analyses: PlannedAnalysis[]): object {
  return { templates: analyses.map(({ templateName }) => ({ templateName })), args: ANALYSIS_ARGS };
}

import type { SignalSpec } from '../../model/spec';
import type { PlannedWave } from '../../plan/document';
import { goDuration } from '../go-duration';
import { watchedMs } from '../prometheus/watch';
import { ANALYSIS_ARGS } from './analysis';

/** An analysis that a strategy asks for: signals, measured for a time. */
export interface PlannedAnalysis {
  readonly templateName: string;
  readonly signals: SignalSpec[];
  readonly durationMs: number;
}

export interface RolloutStrategy {
  readonly strategy: Record<string, unknown>;
  /** Each once, in the order in which they are first needed. */
  readonly analyses: PlannedAnalysis[];
}

interface Shifted {
  readonly wave: PlannedWave;
  readonly workload: string;
  /** What undoes the release while traffic shifts. */
  readonly triggers: SignalSpec[];
  readonly signals: SignalSpec[];
  readonly hasServices: boolean;
}

/** How Argo Rollouts moves a workload's traffic in a wave. */
export function strategyOf(shifted: Shifted): RolloutStrategy {
  return shifted.wave.shift.kind === 'blueGreen' ? blueGreen(shifted) : canary(shifted);
}

function canary({ wave, workload, triggers, signals, hasServices }: Shifted): RolloutStrategy {
  const { shift } = wave;
  const verifications = verificationsOf(wave, workload, signals);
  const analyses: PlannedAnalysis[] = [];
  const steps: object[] = [];
  for (const { percent, holdMs } of shift.steps.filter((step) => step.percent < 100)) {
    const durationMs = watchedMs(triggers, holdMs);
    steps.push({ setWeight: percent });
    if (holdMs > durationMs) steps.push({ pause: { duration: goDuration(holdMs - durationMs) } });
    if (durationMs === 0) continue;
    const templateName = `${workload}-watch-${goDuration(durationMs)}`;
    steps.push({ analysis: { templates: [{ templateName }], args: ANALYSIS_ARGS } });
    if (analyses.every((known) => known.templateName !== templateName)) analyses.push({ templateName, signals: triggers, durationMs });
  }
  if (verifications.length > 0) steps.push({ setWeight: 100 }, { analysis: analysisOf(verifications) });
  return {
    strategy: {
      canary: {
        ...surge(shift),
        ...(hasServices && { canaryService: `${workload}-canary`, stableService: `${workload}-stable` }),
        ...(steps.length > 0 && { steps }),
      },
    },
    analyses: [...analyses, ...verifications],
  };
}

function blueGreen({ wave, workload, signals }: Shifted): RolloutStrategy {
  const { shift } = wave;
  if (shift.kind !== 'blueGreen') throw new Error('not a blue/green shift');
  const verifications = verificationsOf(wave, workload, signals);
  const previewMs = shift.steps[0].holdMs;
  return {
    strategy: {
      blueGreen: {
        activeService: workload,
        previewService: `${workload}-preview`,
        autoPromotionEnabled: true,
        ...(previewMs > 0 && { autoPromotionSeconds: previewMs / 1000 }),
        scaleDownDelaySeconds: shift.keepOldMs / 1000,
        ...(verifications.length > 0 && { postPromotionAnalysis: analysisOf(verifications) }),
      },
    },
    analyses: verifications,
  };
}

function surge(shift: PlannedWave['shift']): object {
  if (shift.kind === 'allAtOnce') return { maxSurge: '100%', maxUnavailable: 0 };
  if (shift.kind === 'rolling') return { maxSurge: '25%', maxUnavailable: `${shift.maxUnavailablePercent}%` };
  return { maxSurge: '25%', maxUnavailable: 0 };
}

function verificationsOf(wave: PlannedWave, workload: string, signals: SignalSpec[]): PlannedAnalysis[] {
  return wave.verifications.flatMap((one) => (one.kind === 'measurement' ? [{
    templateName: `${workload}-verify-${one.id}`,
    signals: signals.filter(({ name }) => name === one.signal),
    durationMs: one.durationMs,
  }] : []));
}

function analysisOf(analyses: PlannedAnalysis[]): object {
  return { templates: analyses.map(({ templateName }) => ({ templateName })), args: ANALYSIS_ARGS };
}

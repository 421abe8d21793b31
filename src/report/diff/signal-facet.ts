import type { MeasureSpec, SignalSpec } from '../../model/spec';
import { signalWords } from '../words/signal';
import type { Facet } from './facet';
import { ChangeTopic, Verdict } from './plan-change';

/** A signal by itself changes nothing: what it undoes stands among the triggers. */
export function signalFacet(signal: SignalSpec): Facet {
  const { name, measure, periodMs, datapointsToFail, datapointsObserved, noData, scope } = signal;
  const { kind, bound } = compared(measure);
  return {
    wave: '',
    topic: ChangeTopic.DETECTION,
    what: `signal ${name}`,
    words: signalWords(signal).slice(name.length + 2),
    data: signal,
    kind: JSON.stringify([kind, periodMs, scope]),
    strictness: { bound, toFail: -datapointsToFail, spared: datapointsObserved - datapointsToFail, noData: Number(noData === 'fail') },
    presence: Verdict.OTHER,
  };
}

/** What must be the same for two bounds to be comparable, and the bound so that a larger one is stricter. */
function compared(measure: MeasureSpec): { readonly kind: unknown[]; readonly bound: number } {
  switch (measure.kind) {
    case 'errorRatio': return { kind: [measure.kind, measure.detectRatio, measure.minimumRequests], bound: -measure.atMostRatio };
    case 'latency': return { kind: [measure.kind, measure.percentile, measure.minimumRequests], bound: -measure.atMostMs };
    case 'saturation': return { kind: [measure.kind, measure.resource], bound: -measure.atMostPercent };
    case 'custom': return { kind: [measure.kind, measure.metric, measure.statistic, measure.comparison], bound: measure.comparison === 'atMost' ? -measure.bound : measure.bound };
    case 'synthetic': return { kind: [measure.kind, measure.probe], bound: measure.atLeastSuccessPercent };
    // evidence that is added up has no bound of its own
    default: return { kind: [measure], bound: 0 };
  }
}

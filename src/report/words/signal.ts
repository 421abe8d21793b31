import type { MeasureSpec, SignalSpec } from '../../model/spec';
import { minimumRequests, observedMs } from '../../plan/signal-facts';
import { durationSymbols } from '../../private/duration-text';
import { percentWords } from './percent';

/** When a signal fails, in one sentence. */
export function signalWords(signal: SignalSpec): string {
  const { datapointsToFail, datapointsObserved, periodMs } = signal;
  const when = signal.measure.kind === 'sequential'
    ? `, fails when the requests of the last ${durationSymbols(observedMs(signal))} say so, looked at every ${durationSymbols(periodMs)}`
    : `, fails with ${datapointsToFail} of ${datapointsObserved} points of ${durationSymbols(periodMs)}${minimumWords(signal)}`;
  return `${signal.name}: ${measureWords(signal.measure)}${when}; measures the ${signal.scope === 'version' ? 'new version' : 'whole service'}; no data ${signal.noData === 'hold' ? 'holds' : 'fails'}`;
}

function minimumWords(signal: SignalSpec): string {
  const minimum = minimumRequests(signal);
  return minimum > 1 ? ` that count at least ${minimum} requests together` : '';
}

function measureWords(measure: MeasureSpec): string {
  switch (measure.kind) {
    case 'errorRatio': return `at most ${percentWords(measure.atMostRatio)} of requests fail`;
    case 'sequential': return `${percentWords(measure.baselineRatio)} of requests fail and not ${percentWords(measure.detectRatio)}, at ${percentWords(measure.falseAlarmRatio)} false alarms`;
    case 'latency': return `p${measure.percentile} at most ${durationSymbols(measure.atMostMs)}`;
    case 'saturation': return `${measure.resource} at most ${measure.atMostPercent} % full`;
    case 'custom': return `${measure.statistic} of ${measure.metric} ${measure.comparison === 'atMost' ? 'at most' : 'at least'} ${measure.bound}`;
    case 'synthetic': return `${measure.probe} succeeds at least ${measure.atLeastSuccessPercent} %`;
  }
}

import type { SignalSpec } from '../../model/spec';
import { pointsObserved } from '../../plan/signal-facts';
import { goDuration } from '../go-duration';
import { matching } from './label-matchers';
import { failingComparison } from './measurement';
import { whole } from './target';
import type { Watched } from './watched';
import { alertLabels } from './watched';

/** 1 while a signal fires, 0 while it does not, nothing where nothing is known. */
export const FIRING = 'spillway_signal_firing';

/** What an environment's kustomization says is recorded there, so that a promotion knows how many answers there are. */
export const RECORDED = 'spillway.dev/recorded';

const FAILING = 'spillway_signal_failing';
const LOOKED = 'spillway_signal_looked';

/** Labels by which recorded signals are found again. */
export interface SignalLabels {
  readonly service: string;
  readonly environment: string;
}

/** Rule groups that record a workload's signals and alert on them; a group is evaluated once a data point. */
export function recordingGroups(signals: SignalSpec[], labels: SignalLabels, watched: Watched): Record<string, unknown>[] {
  return signals.map((signal) => {
    const own = { ...labels, workload: watched.workload, signal: signal.name };
    const target = whole(watched);
    const { prometheus } = watched;
    const value = prometheus._measurement(signal, target);
    return {
      name: `${labels.service}.${labels.environment}.${watched.workload}.${signal.name}`,
      interval: goDuration(signal.periodMs),
      rules: [
        { record: FAILING, expr: `(${value}) ${failingComparison(signal.measure, prometheus._source)}`, labels: own },
        // how often it was looked at, to tell no data from not having looked yet
        ...(signal.noData === 'fail' ? [{ record: LOOKED, expr: 'vector(1)', labels: own }] : []),
        { record: FIRING, expr: firing(signal, own, prometheus._enoughRequests(signal, target)), labels: own },
        {
          alert: 'SpillwaySignalFiring',
          expr: `${FIRING}${matching(own)} == 1`,
          labels: { ...own, ...alertLabels(watched, 'critical') },
          annotations: { summary: `${signal.name} of ${watched.workload} in ${labels.environment} is out of bounds` },
        },
      ],
    };
  });
}

/**
 * As the plan means it: enough of the observed data points fail; without one of them, or with too few requests, nothing is
 * known, which fires where the signal says so.
 */
function firing(signal: SignalSpec, own: Record<string, string>, enough: string | undefined): string {
  const over = (name: string, points: number) => `over_time(${name}${matching(own)}[${windowOf(points, signal)}])`;
  const verdict = `sum_${over(FAILING, pointsObserved(signal))} >= bool ${signal.datapointsToFail}`;
  const known = enough ? `(${verdict}) and on() (${enough})` : verdict;
  return signal.noData === 'fail' ? `(${known}) or count_${over(LOOKED, signal.datapointsObserved)} >= bool ${signal.datapointsObserved} == 1` : known;
}

/**
 * As far back as so many data points reach, and no further: half a period less, since Prometheus 2 also counts a point
 * that lies exactly at the beginning, and Prometheus 3 does not.
 */
function windowOf(points: number, { periodMs }: SignalSpec): string {
  return goDuration(Math.ceil((points - 0.5) * periodMs / 1_000) * 1_000);
}

/** Asks for the recorded signals of an environment, one value for each workload and signal. */
export function firingQuery(labels: SignalLabels, signals: SignalSpec[]): string {
  const names = signals.map(({ name }) => name).join('|');
  return `${FIRING}{service="${labels.service}",environment="${labels.environment}",signal=~"${names}"}`;
}

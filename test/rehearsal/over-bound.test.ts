import { Duration, Signal } from 'spillway';
import type { SignalSpec } from '../../src/model/spec';
import { Gauge } from '../../src/rehearsal/gauge';
import { Moments } from '../../src/rehearsal/moments';
import { Random } from '../../src/rehearsal/random';
import { Alarm, isReplayed } from '../../src/rehearsal/replay/alarm';
import { Requests } from '../../src/rehearsal/requests';
import { Symptoms } from '../../src/rehearsal/symptoms';

const PERIOD_MS = 60_000;

/** What a gauge reads in a minute of a hundred requests of which so many are certain to fail. */
function read(signal: SignalSpec, failed: number): string {
  const random = new (class extends Random {
    public hits(trials: number): number {
      return trials > 0 ? failed : 0;
    }
  })(1);
  const requests = new Requests({ requestsPerSecond: 100 / 60, errorRatio: 0, clusteringFactor: 1 }, null);
  const gauge = new Gauge(signal, { requests, responseTimes: null, lostPointsRatio: 0 }, random);
  const faults = new Symptoms([{ kind: 'slowness', from: null, afterMs: 0, untilMs: Infinity, environments: [], times: 2, growingMs: 0 }], new Moments(0));
  gauge.measure(faults, { environment: 'prod', sinceMs: 0, percent: 100 }, PERIOD_MS);
  return gauge.reading;
}

/** What an alarm on a history says of the same. */
function isFiring(signal: SignalSpec, failed: number): boolean {
  if (!isReplayed(signal)) throw new Error('not of requests');
  const alarm = new Alarm(signal);
  alarm.tell({ requests: 100, failed });
  return alarm.isFiring;
}

const points = { datapointsToFail: 1, minimumRequests: 1 };

describe('what is as much as a bound allows is not over it', () => {
  test.each(Array.from({ length: 99 }, (_, i) => i + 1))('%d %% of errors', (percent) => {
    const signal = Signal.errorRatio({ atMost: percent / 100, ...points })._spec();
    expect([read(signal, percent), read(signal, percent + 1)]).toEqual(['pass', 'fail']);
    expect([isFiring(signal, percent), isFiring(signal, percent + 1)]).toEqual([false, true]);
  });

  test.each([50, 90, 95, 99])('percentile %d', (percentile) => {
    const signal = Signal.latency({ percentile, atMost: Duration.millis(300), ...points })._spec();
    expect([read(signal, 100 - percentile), read(signal, 101 - percentile)]).toEqual(['pass', 'fail']);
  });
});

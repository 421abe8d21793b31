import { Duration } from '../../model/duration';
import type { SignalSpec } from '../../model/spec';
import { partialSteps } from '../../plan/wave-facts';
import { Fault } from '../fault';
import { Moment } from '../moment';
import type { Telling } from './telling';

const HALF = 0.5;
const FLAPS = 6;
const LEAST_LEAK_MS = 3_600_000;
const UNSEEN = 'no signal on failed requests undoes a release where customers are';

const ofErrors = ({ measure }: SignalSpec) => measure.kind === 'errorRatio' || measure.kind === 'synthetic';

export const goodBuild: Telling = () => ({});

export const brokenBuild: Telling = (setting) => {
  if (setting.signals(setting.plan.waves, ofErrors).length === 0) return 'no signal on failed requests undoes a release';
  return { faults: [Fault.errors({ ratio: HALF })] };
};

export const slowLeak: Telling = (setting) => {
  if (setting.signals(setting.serving, ofErrors).length === 0) return UNSEEN;
  const longestMs = Math.max(LEAST_LEAK_MS, ...setting.serving.map(({ bakeMs }) => bakeMs));
  return { faults: [Fault.errors({ ratio: HALF, growing: Duration.millis(longestMs), environments: setting.places })] };
};

export const errorsUnderLoad: Telling = (setting) => {
  const moving = setting.serving.filter((wave) => partialSteps(wave).length > 0);
  if (moving.length === 0) return 'no wave gives a version a part of the traffic first';
  if (setting.signals(moving, ofErrors).length === 0) return UNSEEN;
  return { faults: [Fault.errors({ ratio: HALF, fromPercent: 100, environments: setting.places })] };
};

export const latencyRise: Telling = (setting) => {
  if (setting.signals(setting.serving, ({ measure }) => measure.kind === 'latency').length === 0) return 'no latency signal undoes a release where customers are';
  return { faults: [Fault.slowness({ times: 4, growing: Duration.minutes(15), environments: setting.places })] };
};

export const flappingAlarm: Telling = (setting) => {
  const wave = setting.serving.find((one) => one.bakeMs > 0 && setting.signals([one], ({ datapointsToFail }) => datapointsToFail > 1).length > 0);
  if (!wave) return 'no signal that takes more than one data point watches a bake';
  const [signal] = setting.signals([wave], ({ datapointsToFail }) => datapointsToFail > 1);
  const { periodMs, datapointsToFail, datapointsObserved } = signal._spec();
  const everyMs = (datapointsObserved + datapointsToFail) * periodMs;
  const badMs = (datapointsToFail - 1) * periodMs;
  const from = Moment.baking(wave.name);
  return {
    faults: Array.from({ length: FLAPS }, (_, i) =>
      Fault.breach(signal, { from, after: Duration.millis(i * everyMs), lasting: Duration.millis(badMs), environments: wave.environments })),
  };
};

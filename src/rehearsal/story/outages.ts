import { Duration } from '../../model/duration';
import { Fault } from '../fault';
import { Moment } from '../moment';
import { Order } from '../order';
import type { Telling } from './telling';

const HALF = 0.5;

export const metricOutage: Telling = (setting) => {
  const wave = setting.serving.find((one) => one.shift.steps.length > 1 && setting.signals([one]).length > 0);
  if (!wave) return 'no wave is watched while it moves in steps';
  return { faults: [Fault.silence({ from: Moment.step(wave.name, 2), lasting: Duration.hours(1), environments: wave.environments })] };
};

export const regionDown: Telling = (setting) => {
  const wave = setting.serving.find(({ environments }) => environments.length > 1) ?? setting.serving[setting.serving.length - 1];
  const [lost] = wave.environments.slice(-1);
  const from = Moment.step(wave.name, 1);
  return {
    faults: [Fault.silence({ from, lasting: Duration.hours(2), environments: [lost] }), Fault.rollback(lost)],
    orders: [
      Order.rollBack(wave.name, { from, after: Duration.minutes(30), by: 'on-call' }),
      Order.retryRollback(wave.name, { from, after: Duration.hours(2), by: 'on-call' }),
    ],
  };
};

export const deploymentFails: Telling = ({ serving }) => ({ faults: [Fault.deployment(serving[serving.length - 1].environments.slice(-1)[0])] });

export const rollbackFails: Telling = (setting) => {
  const [wave] = setting.serving;
  const faults = [Fault.errors({ ratio: HALF, environments: wave.environments }), Fault.rollback(wave.environments[0])];
  const from = Moment.entered(wave.name);
  const seen = setting.signals([wave], ({ measure }) => measure.kind === 'errorRatio').length > 0;
  // where nothing notices, a person does
  return seen ? { faults } : { faults, orders: [Order.rollBack(wave.name, { from, after: Duration.minutes(30), by: 'on-call' })] };
};

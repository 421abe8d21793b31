import type { HostedConfiguration } from 'aws-cdk-lib/aws-appconfig';
import { ConfigurationType } from 'aws-cdk-lib/aws-appconfig';
import { Token } from 'aws-cdk-lib/core';
import type { ShiftSpec } from '../../../model/spec';
import type { PlanDocument, PlannedWave } from '../../../plan/document';
import type { Problem } from '../../../plan/problem';
import { quietNames, triggerNames } from '../../../plan/wave-facts';
import { watchedNames } from '../../names';
import { SP4211 } from '../../problems';
import { SP4402, SP4421, SP4422, SP4423, SP4424 } from '../../problems-workloads';

const MINUTE_MS = 60_000;
/** https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_CreateDeploymentStrategy.html */
const DURATION_AT_MOST_MS = 1440 * MINUTE_MS;
/** https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_CreateEnvironment.html */
const MONITORS_AT_MOST = 5;

/** What AppConfig does not do with flags, though AWS may do it with another kind of workload. */
export function unfitForFlags(configuration: HostedConfiguration, path: string): (plan: PlanDocument, wave: PlannedWave) => Problem[] {
  return (plan, wave) => [
    ...steps(plan, wave, path), ...flagged(wave.shift, configuration, path), ...crowded(plan, wave, path), ...unmeasured(plan, wave, path),
    ...(configuration.deployTo ? [SP4424.at(path, {
      got: 'a configuration with deployTo', allowed: 'one that is deployed by the workload', remedies: ['remove the deployTo of the configuration'],
    })] : []),
  ];
}

function steps(plan: PlanDocument, { name, shift }: PlannedWave, path: string): Problem[] {
  if (shift.kind === 'allAtOnce') return [];
  if (shift.kind !== 'flag') {
    return [SP4211.at(path, {
      got: `${shift.kind} in ${plan.path}/${name}`, allowed: 'TrafficShift.flag or allAtOnce', remedies: ['declare TrafficShift.flag', 'release a workload of another kind'],
    })];
  }
  const [{ percent, holdMs }] = shift.steps;
  const wanted = Array.from({ length: 100 / percent }, (_, i) => (i + 1) * percent);
  const durationMs = holdMs * 100 / percent;
  const equal = shift.steps.map((step) => step.percent).join() === wanted.join() && shift.steps.slice(0, -1).every((step) => step.holdMs === holdMs);
  const whole = Number.isInteger(percent) && durationMs % MINUTE_MS === 0 && durationMs <= DURATION_AT_MOST_MS;
  return equal && whole ? [] : [SP4421.at(path, {
    got: shift.steps.slice(0, -1).map((step) => `${step.percent} % for ${step.holdMs / MINUTE_MS} min`).join(', '),
    allowed: 'steps of the same whole percents that make 100, for the same time, in whole minutes and at most a day together',
    remedies: ['declare steps like 20, 40, 60 and 80 percent, for 6 minutes each'],
  })];
}

/** Flags of a configuration of that type stand in its content; of a free form nobody knows where. */
function flagged(shift: ShiftSpec, { type, content }: HostedConfiguration, path: string): Problem[] {
  if (shift.kind !== 'flag' || type !== ConfigurationType.FEATURE_FLAGS || Token.isUnresolved(content)) return [];
  const names = flagNames(content);
  return names.includes(shift.flag) ? [] : [SP4423.at(path, {
    got: shift.flag, allowed: names.length > 0 ? `one of ${names.join(', ')}` : 'a flag of the configuration, which has none', remedies: ['correct the name', 'add the flag to the configuration'],
  })];
}

function flagNames(content: string): string[] {
  try {
    return Object.keys((JSON.parse(content) as { flags?: object }).flags ?? {});
  } catch {
    return [];
  }
}

function crowded(plan: PlanDocument, wave: PlannedWave, path: string): Problem[] {
  const { length } = triggerNames(wave);
  return length <= MONITORS_AT_MOST ? [] : [SP4422.at(path, {
    got: `${length} in ${plan.path}/${wave.name}`, allowed: `at most ${MONITORS_AT_MOST}`, remedies: ['declare the signals that customers feel, and put the others into a Gate.quiet'],
  })];
}

function unmeasured(plan: PlanDocument, wave: PlannedWave, path: string): Problem[] {
  const asked = new Set([...watchedNames(wave), ...quietNames(wave)]);
  return plan.signals.filter(({ name, measure }) => asked.has(name) && measure.kind !== 'custom' && measure.kind !== 'synthetic').map(({ name }) => SP4402.at(path, {
    got: name, allowed: 'a custom or synthetic signal, since AppConfig sees no requests', remedies: ['declare Signal.custom and give the metric of what reads the flag to the workload'],
  }));
}

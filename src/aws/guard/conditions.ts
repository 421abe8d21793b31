import type { WeeklyHours } from '../../model/spec';
import type { WatchedAlarm } from '../pipeline-guard';
import { alarmConfiguration } from '../stages/alarm-rule';
import { windowConfiguration } from '../stages/window-rule';
import type { GuardedStage } from './guarded-stage';

/** Conditions of one stage as CloudFormation spells them. */
export type RawConditions = Record<string, object>;

export function windowOf({ gates }: GuardedStage): WeeklyHours | undefined {
  return gates.flatMap((gate) => (gate.kind === 'window' ? gate.windows : []))[0]?.hours;
}

/** The window is waited for first; what fires is asked after it has opened. */
export function entryConditions(stage: GuardedStage): RawConditions {
  const window = windowOf(stage);
  const quiet = stage.quiet.map((alarm, i) => alarmRule(alarm, i));
  const [before, after] = window ? [[windowRule(window)], quiet] : [quiet, []];
  return {
    ...(before.length > 0 ? { BeforeEntry: condition('FAIL', before) } : {}),
    ...(after.length > 0 ? { OnSuccess: condition('FAIL', after) } : {}),
  };
}

export function deployConditions({ rollbackOn, bakeMs }: GuardedStage): RawConditions {
  const bake = bakeMs > 0 ? rollbackOn.map((alarm, i) => alarmRule(alarm, i, bakeMs / 60_000)) : [];
  return {
    ...(bake.length > 0 ? { OnSuccess: condition('ROLLBACK', bake) } : {}),
    OnFailure: { Result: 'ROLLBACK' },
  };
}

function condition(result: string, rules: object[]): object {
  return { Conditions: [{ Result: result, Rules: rules }] };
}

function windowRule(hours: WeeklyHours): object {
  return rule('Window', 'DeploymentWindow', windowConfiguration(hours));
}

function alarmRule({ alarmName, region, readerRole }: WatchedAlarm, index: number, waitMinutes?: number): object {
  return {
    ...rule(`Alarm-${index + 1}`, 'CloudWatchAlarm', alarmConfiguration(alarmName, waitMinutes)),
    ...(region ? { Region: region } : {}),
    ...(readerRole ? { RoleArn: readerRole.roleArn } : {}),
  };
}

function rule(name: string, provider: string, configuration: Record<string, string>): object {
  return { Name: name, RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider: provider, Version: '1' }, Configuration: configuration };
}

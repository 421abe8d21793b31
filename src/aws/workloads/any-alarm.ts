import type { IAlarmRule } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmRule, AlarmState, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/**
 * A rule names at most a hundred alarms in at most 10240 letters. Thirty of the longest names fit.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
const RULES_AT_MOST = 30;

/** An alarm that fires when any of the rules holds. More of them than one expression takes go through alarms in between. */
export function anyAlarm(scope: Construct, id: string, compositeAlarmName: string, rules: IAlarmRule[]): CompositeAlarm {
  if (rules.length <= RULES_AT_MOST) return new CompositeAlarm(scope, id, { compositeAlarmName, alarmRule: AlarmRule.anyOf(...rules) });
  const between = Array.from({ length: Math.ceil(rules.length / RULES_AT_MOST) }, (_, i) => {
    const part = rules.slice(i * RULES_AT_MOST, (i + 1) * RULES_AT_MOST);
    return AlarmRule.fromAlarm(anyAlarm(scope, `${id}-${i + 1}`, `${compositeAlarmName}-any-${i + 1}`, part), AlarmState.ALARM);
  });
  return anyAlarm(scope, id, compositeAlarmName, between);
}

import { Rule } from 'aws-cdk-lib/aws-codepipeline';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { readerRoleName } from '../names';
import type { Place } from '../place';
import { isSameAccount, isSameRegion } from '../place';
import type { GrantedRule } from './rule';

export interface AlarmRuleProps {
  readonly service: string;
  readonly environment: string;
  readonly alarmName: string;
  /** Where the alarm is. */
  readonly at: Place;
  /** Where the pipeline is. */
  readonly from: Place;
  /** How long the alarm is watched. Left out: it is asked once. */
  readonly waitMinutes?: number;
}

/** Asks an alarm, also one in another account or Region. */
export function alarmRule(scope: Construct, props: AlarmRuleProps): GrantedRule {
  const { at, from } = props;
  const reader = isSameAccount(at, from) ? undefined : importedReader(scope, props);
  const rule = new Rule({
    name: `Alarm-${props.environment}`,
    provider: 'CloudWatchAlarm',
    version: '1',
    configuration: alarmConfiguration(props.alarmName, props.waitMinutes),
    ...(isSameRegion(at, from) ? {} : { region: at.region }),
    ...(reader ? { role: reader } : {}),
  });
  const statement = reader
    ? new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [reader.roleArn] })
    : readAlarms();
  return { rule, statements: [statement] };
}

/** All values are text: the API takes no numbers. */
export function alarmConfiguration(alarmName: string, waitMinutes: number | undefined): Record<string, string> {
  return { AlarmName: alarmName, ...(waitMinutes === undefined ? {} : { WaitTime: `${waitMinutes}` }) };
}

/**
 * All of them: composite alarms are not shown to a permission that names alarms.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
 */
export function readAlarms(): PolicyStatement {
  return new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] });
}

function importedReader(scope: Construct, { service, environment, at }: AlarmRuleProps): Role {
  const id = `Reader-${environment}`;
  const known = scope.node.tryFindChild(id) as Role | undefined;
  const arn = `arn:${at.partition}:iam::${at.account}:role/${readerRoleName(service, environment)}`;
  // `RuleProps.role` wants the class where only the ARN is read; an imported role has that and is all there can be here
  return known ?? Role.fromRoleArn(scope, id, arn, { mutable: false }) as Role;
}

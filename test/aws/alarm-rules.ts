import type { Template } from 'aws-cdk-lib/assertions';

type Name = string | { readonly 'Fn::Join': [string, (string | object)[]] };

/** The rule of a composite alarm, with the names of the alarms it listens to instead of references. */
export function ruleOf(template: Template, alarmName: string): string {
  const composites = template.findResources('AWS::CloudWatch::CompositeAlarm');
  const alarms = { ...template.findResources('AWS::CloudWatch::Alarm'), ...composites };
  const [composite] = Object.values(composites).filter(({ Properties }) => Properties.AlarmName === alarmName);
  const name = (named: Name) => (typeof named === 'string' ? named : `${named['Fn::Join'][1][0]}<version>`);
  const [, parts] = composite.Properties.AlarmRule['Fn::Join'] as [string, (string | { 'Fn::GetAtt': [string] })[]];
  return parts.map((part) => (typeof part === 'string' ? part : name(alarms[part['Fn::GetAtt'][0]].Properties.AlarmName))).join('').replace(/"/g, '');
}

interface MetricProperties {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: {
    readonly Period: number;
    readonly Stat: string;
    readonly Metric: { readonly MetricName: string; readonly Dimensions: { readonly Name: string }[] };
  };
}

export interface AlarmProperties {
  readonly TreatMissingData: string;
  readonly Metrics: MetricProperties[];
}

/** What an alarm is set to, found by the beginning of its name. */
export function alarmOf(template: Template, alarmName: string): AlarmProperties | undefined {
  const [alarm] = Object.values(template.findResources('AWS::CloudWatch::Alarm'))
    .map(({ Properties }) => Properties)
    .filter(({ AlarmName }) => (typeof AlarmName === 'string' ? AlarmName : AlarmName['Fn::Join'][1][0]) === alarmName);
  return alarm;
}

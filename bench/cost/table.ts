import { App } from 'aws-cdk-lib/core';
import { releaseApi } from '../../examples/aws-shop/api/release';
import { releaseStorefront } from '../../examples/aws-shop/storefront/release';
import { Inventory } from './inventory';
import { plainApp } from './plain';
import { monthly } from './prices';

/** Types that are counted, by what they are called in the table. */
const COUNTED: Record<string, string> = {
  'roles': 'AWS::IAM::Role',
  'policies': 'AWS::IAM::Policy',
  'KMS keys': 'AWS::KMS::Key',
  'buckets': 'AWS::S3::Bucket',
  'functions': 'AWS::Lambda::Function',
  'state machines': 'AWS::StepFunctions::StateMachine',
  'rules of EventBridge': 'AWS::Events::Rule',
  'schedules': 'AWS::Scheduler::Schedule',
  'projects of CodeBuild': 'AWS::CodeBuild::Project',
  'deployment groups of CodeDeploy': 'AWS::CodeDeploy::DeploymentGroup',
  'log groups': 'AWS::Logs::LogGroup',
  'alarms': 'AWS::CloudWatch::Alarm',
  'composite alarms': 'AWS::CloudWatch::CompositeAlarm',
  'dashboards': 'AWS::CloudWatch::Dashboard',
};

function app(release: (app: App) => void): App {
  const made = new App();
  release(made);
  return made;
}

/** The counts and the monthly cost, as Markdown. */
export function costTable(): string {
  const [plain, api, storefront] = [plainApp(), app(releaseApi), app(releaseStorefront)].map((each) => new Inventory(each));
  const row = (name: string, value: (inventory: Inventory) => number, print: (value: number) => string = String) =>
    `| ${name} | ${print(value(plain))} | ${print(value(api))} | ${print(value(api) - value(plain))} | ${print(value(storefront))} |`;
  return [
    '| | the API by CDK Pipelines alone | the API by Spillway | more | the shop front by Spillway |',
    '| --- | ---: | ---: | ---: | ---: |',
    row('**resources in all templates**', ({ size }) => size),
    ...Object.entries(COUNTED).map(([name, type]) => row(name, (inventory) => inventory.count(type))),
    row('metrics that alarms read', ({ alarmMetrics }) => alarmMetrics),
    row('**USD a month**', monthly, (usd) => usd.toFixed(2)),
  ].join('\n');
}

/** The application and the measure of output that all AWS programs share. */
import * as fs from 'fs';
import * as path from 'path';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnFunction, CfnVersion } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { AppProps } from 'aws-cdk-lib/core';
import { App, Fn, Stack, Stage } from 'aws-cdk-lib/core';

export const TOOLS = { account: '999999999999', region: 'eu-west-1' };
export const CONNECTION = 'arn:aws:codeconnections:eu-west-1:999999999999:connection/0a1b2c3d';
export const COMMANDS = ['npm ci', 'npm run build', 'npx cdk synth'];

/** An app as the CLI runs it in a project made by `cdk init`. */
export function appIn(outdir: string): App {
  const flags = JSON.parse(fs.readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8')) as AppProps['context'];
  return new App({ outdir, context: { ...flags, 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:version-reporting': true } });
}

/** Environment number `index`, in an account of its own, with its service stacks of seven resources each. */
export function stageOf(app: App, index: number, stacks: number): Stage {
  const stage = new Stage(app, `Env${index}`, { env: { account: String(100000000000 + index), region: 'eu-west-1' } });
  for (let one = 1; one <= stacks; one++) service(new Stack(stage, `Svc${one}`), `env${index}-svc${one}`);
  return stage;
}

function service(stack: Stack, tag: string): void {
  const role = new CfnRole(stack, 'Role', {
    assumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }] },
    managedPolicyArns: [Fn.join('', ['arn:', Fn.ref('AWS::Partition'), ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'])],
  });
  const code = new CfnFunction(stack, 'Function', {
    code: { zipFile: 'exports.handler = async () => ({ statusCode: 200 });' },
    role: role.attrArn,
    handler: 'index.handler',
    runtime: 'nodejs22.x',
    timeout: 30,
    environment: { variables: { SERVICE: tag } },
  });
  new CfnLogGroup(stack, 'Logs', { logGroupName: Fn.join('', ['/aws/lambda/', code.ref]), retentionInDays: 731 });
  const version = new CfnVersion(stack, 'Version', { functionName: code.ref });
  new CfnAlias(stack, 'Live', { functionName: code.ref, functionVersion: version.attrVersion, name: 'live' });
  const alarm = {
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    evaluationPeriods: 3,
    namespace: 'AWS/Lambda',
    period: 60,
    dimensions: [{ name: 'FunctionName', value: code.ref }, { name: 'Resource', value: Fn.join('', [code.ref, ':live']) }],
  };
  new CfnAlarm(stack, 'Errors', { ...alarm, metricName: 'Errors', statistic: 'Sum', threshold: 1 });
  new CfnAlarm(stack, 'Latency', { ...alarm, metricName: 'Duration', extendedStatistic: 'p99', threshold: 1000 });
}

interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties?: { readonly Stages?: { readonly Actions: unknown[] }[] } }>;
}

/** Counts what stands in an assembly, by which equal pipelines are told from unequal ones. */
export function factsOf(assembly: string): Record<string, number> {
  const text = fs.readFileSync(path.join(assembly, 'Pipeline.template.json'), 'utf8');
  const resources = Object.values((JSON.parse(text) as Template).Resources);
  const stages = resources.find(({ Type }) => Type === 'AWS::CodePipeline::Pipeline')?.Properties?.Stages ?? [];
  const files = fs.readdirSync(assembly, { recursive: true, encoding: 'utf8' });
  return {
    stacks: files.filter((name) => name.endsWith('.template.json')).length - 1,
    stages: stages.length,
    actions: stages.reduce((sum, { Actions }) => sum + Actions.length, 0),
    resources: resources.length,
    bytes: JSON.stringify(JSON.parse(text)).length,
  };
}

/** Cuts a list into waves of a size. */
export function chunks<T>(list: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}

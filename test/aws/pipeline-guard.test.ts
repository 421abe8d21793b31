import { Match, Template } from 'aws-cdk-lib/assertions';
import { ExecutionMode, Pipeline, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, Duration, Stack, Stage } from 'aws-cdk-lib/core';
import type { CodePipelineProps } from 'aws-cdk-lib/pipelines';
import { CodePipeline, CodePipelineSource, ManualApprovalStep, ShellStep } from 'aws-cdk-lib/pipelines';
import { aws, Day, DeploymentWindow, Evidence, Gate } from 'spillway';

const env = { account: '111111111111', region: 'eu-central-1' };
const hours = DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '16:00', timeZone: 'Europe/Zurich' });
const bad = { alarmName: 'shop-prod-errors' };

interface Emitted {
  readonly Name: string;
  readonly Actions: { readonly Name: string }[];
  readonly BeforeEntry?: object;
  readonly OnSuccess?: object;
}

/** A pipeline as somebody has it who never heard of us, with one object added. */
class Existing {
  public readonly app = new App();
  public readonly stack = new Stack(this.app, 'Pipeline', { env });
  public readonly pipeline: CodePipeline;

  constructor(props: (stack: Stack) => Partial<CodePipelineProps> = () => ({ pipelineType: PipelineType.V2, crossAccountKeys: true })) {
    const input = CodePipelineSource.s3(Bucket.fromBucketName(this.stack, 'Source', 'source'), 'app.zip');
    this.pipeline = new CodePipeline(this.stack, 'Existing', { synth: new ShellStep('Synth', { input, commands: ['npx cdk synth'] }), ...props(this.stack) });
    this.pipeline.addStage(this.stage('Beta'));
  }

  public stage(name: string, stacks = 1): Stage {
    const stage = new Stage(this.app, name, { env });
    for (let i = 0; i < stacks; i++) new Topic(new Stack(stage, `Stack${i}`), 'Topic');
    return stage;
  }

  public prod(stacks = 1): this {
    this.pipeline.addStage(this.stage('Prod', stacks));
    return this;
  }

  public guard(stages: Record<string, aws.StageGuard>): this {
    new aws.PipelineGuard(this.stack, 'Guard', { pipeline: this.pipeline, stages });
    return this;
  }

  public get template(): Template {
    return Template.fromStack(this.stack);
  }

  public get stages(): Emitted[] {
    const [pipeline] = Object.values(this.template.findResources('AWS::CodePipeline::Pipeline')) as { Properties: { Stages: Emitted[] } }[];
    return pipeline.Properties.Stages;
  }

  public stageOf(name: string): Emitted {
    return this.stages.find(({ Name }) => Name === name)!;
  }
}

const codes = (existing: Existing) => {
  let message = '';
  try {
    existing.app.synth();
  } catch (problem) {
    message = (problem as Error).message;
  }
  return [...message.matchAll(/SP\d{4}/g)].map(([code]) => code);
};

describe('a check runs on', () => {
  const inputOf = (existing: Existing) => {
    const { Actions } = existing.prod().guard({ Prod: { gates: [Gate.check({ name: 'smoke', commands: ['npm run smoke'] })] } }).stageOf('gate-Prod');
    return (Actions as unknown as { InputArtifacts: { Name: string }[] }[]).map(({ InputArtifacts }) => InputArtifacts.map(({ Name }) => Name));
  };
  const source = (stack: Stack, name = 'app') => CodePipelineSource.s3(Bucket.fromBucketName(stack, name, name), `${name}.zip`);
  const v2 = { pipelineType: PipelineType.V2, crossAccountKeys: true };

  test('the sources, as the synthesis does', () => {
    expect(inputOf(new Existing())).toEqual([[expect.stringMatching(/_Source$/)]]);
  });

  test('what the synthesis begins with, where it takes more', () => {
    const synth = (stack: Stack) => {
      const input = source(stack);
      const build = new ShellStep('Compile', { input, commands: ['make'], primaryOutputDirectory: 'dist' });
      return new ShellStep('Synth', { additionalInputs: { tools: source(stack, 'tools') }, input: build, commands: ['npx cdk synth'] });
    };
    expect(inputOf(new Existing((stack) => ({ ...v2, synth: synth(stack) })))).toEqual([['Compile_Output']]);
  });

  test('the cloud assembly, where nobody knows what it is made from', () => {
    expect(inputOf(new Existing((stack) => ({ ...v2, synth: source(stack) })))).toEqual([[expect.stringMatching(/_Source$/)]]);
  });
});

test('a stage that is guarded gets its gates before it, in the order approval, window, alarms', () => {
  const { stages } = new Existing().prod().guard({ Prod: { gates: [Gate.approval({ group: 'leads' }), Gate.window(hours)], quiet: [bad] } });
  expect(stages.map(({ Name }) => Name)).toEqual(['Source', 'Build', 'UpdatePipeline', 'Beta', 'gate-Prod', 'enter-Prod', 'Prod']);
  expect(stages[4].Actions).toMatchObject([{ Name: 'approve-leads', ActionTypeId: { Category: 'Approval' } }]);
  expect(stages[5]).toMatchObject({
    BeforeEntry: { Conditions: [{ Result: 'FAIL', Rules: [{ RuleTypeId: { Provider: 'DeploymentWindow' }, Configuration: { Cron: '* * 9-15 ? * MON *', TimeZone: 'Europe/Zurich' } }] }] },
    OnSuccess: { Conditions: [{ Result: 'FAIL', Rules: [{ RuleTypeId: { Provider: 'CloudWatchAlarm' }, Configuration: { AlarmName: 'shop-prod-errors' } }] }] },
  });
  expect(stages[6]).toMatchObject({ OnFailure: { Result: 'ROLLBACK' } });
  expect(stages[6].BeforeEntry ?? stages[6].OnSuccess).toBeUndefined();
});

test('without a window the alarms are asked on entry', () => {
  const enter = new Existing().prod().guard({ Prod: { quiet: [bad] } }).stageOf('enter-Prod');
  expect(enter.BeforeEntry).toMatchObject({ Conditions: [{ Result: 'FAIL', Rules: [{ Name: 'Alarm-1' }] }] });
  expect(enter.OnSuccess).toBeUndefined();
});

test('a bake watches its alarms for the whole time and rolls back', () => {
  const prod = new Existing().prod().guard({ Prod: { rollbackOn: [bad], bakeTime: Duration.hours(1) } }).stageOf('Prod');
  expect(prod).toMatchObject({
    OnSuccess: { Conditions: [{ Result: 'ROLLBACK', Rules: [{ Name: 'Alarm-1', Configuration: { AlarmName: 'shop-prod-errors', WaitTime: '60' } }] }] },
    OnFailure: { Result: 'ROLLBACK' },
  });
});

test('stages that are not guarded, and the name of the pipeline in the template, stay as they were', () => {
  const plain = new Existing().prod();
  const guarded = new Existing().prod().guard({ Prod: { rollbackOn: [bad], bakeTime: Duration.hours(1) } });
  expect(guarded.stages.slice(0, 4)).toEqual(plain.stages.slice(0, 4));
  expect(Object.keys(guarded.template.findResources('AWS::CodePipeline::Pipeline'))).toEqual(Object.keys(plain.template.findResources('AWS::CodePipeline::Pipeline')));
});

test('checks are jobs of the gate, and the guard may come before the stage', () => {
  const existing = new Existing().guard({ Prod: { gates: [Gate.check({ name: 'smoke', commands: ['make smoke'] })] } }).prod();
  expect(existing.stageOf('gate-Prod').Actions).toMatchObject([{ Name: 'smoke', ActionTypeId: { Provider: 'CodeBuild' } }]);
});

test('the pipeline may describe alarms of its own account, and take the role that reads those of another', () => {
  const own = new Existing().prod().guard({ Prod: { quiet: [bad] } });
  const read = Match.objectLike({ Action: 'cloudwatch:DescribeAlarms', Effect: 'Allow', Resource: '*' });
  own.template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: Match.arrayWith([read]) } });

  const other = new Existing().prod();
  const readerRole = Role.fromRoleArn(other.stack, 'Reader', 'arn:aws:iam::222222222222:role/reader');
  other.guard({ Prod: { quiet: [{ ...bad, region: 'eu-west-1', readerRole }] } });
  expect(other.stageOf('enter-Prod').BeforeEntry).toMatchObject({ Conditions: [{ Rules: [{ Region: 'eu-west-1', RoleArn: readerRole.roleArn }] }] });
  const assume = Match.objectLike({ Action: 'sts:AssumeRole', Resource: readerRole.roleArn });
  other.template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: Match.arrayWith([assume]) } });
  expect(JSON.stringify(other.template.toJSON())).not.toContain('cloudwatch:DescribeAlarms');
});

describe('fails when', () => {
  const watched: aws.StageGuard = { rollbackOn: [bad], bakeTime: Duration.hours(1) };

  test('there is no such stage', () => expect(codes(new Existing().prod().guard({ Production: watched }))).toEqual(['SP4601']));

  test('the stage is split in two', () => expect(codes(new Existing().prod(30).guard({ Prod: watched }))).toEqual(['SP4601']));

  test('the pipeline is of type V1', () => expect(codes(new Existing(() => ({ pipelineType: PipelineType.V1 })).prod().guard({ Prod: watched }))).toEqual(['SP4602']));

  test('executions run in parallel', () => {
    const parallel = (stack: Stack) => ({ codePipeline: new Pipeline(stack, 'Own', { pipelineType: PipelineType.V2, executionMode: ExecutionMode.PARALLEL }) });
    expect(codes(new Existing(parallel).prod().guard({ Prod: watched }))).toEqual(['SP4602']);
  });

  test('the pipeline is built already', () => {
    const existing = new Existing().prod();
    existing.pipeline.buildPipeline();
    expect(codes(existing.guard({ Prod: watched }))).toEqual(['SP4603']);
  });

  test('a gate needs more than stages and alarms', () => {
    expect(codes(new Existing().prod().guard({ Prod: { gates: [Gate.evidence(Evidence.SBOM)] } }))).toEqual(['SP4604']);
  });

  test.each([0, 2])('an approval is to be given by %s people, which nobody would tell apart', (quorum) => {
    expect(codes(new Existing().prod().guard({ Prod: { gates: [Gate.approval({ group: 'leads', quorum })] } }))).toEqual(['SP4604']);
  });

  test.each([4, 2161])('a job of a check has %s minutes', (minutes) => {
    const check = (timeout: number) => Gate.check({ name: 'smoke', commands: ['./smoke.sh'], timeout: Duration.minutes(timeout) });
    expect(codes(new Existing().prod().guard({ Prod: { gates: [check(minutes)] } }))).toEqual(['SP4111']);
    expect(codes(new Existing().prod().guard({ Prod: { gates: [check(5)] } }))).toEqual([]);
  });

  test('six alarms are asked at once', () => {
    const alarms = (count: number) => Array.from({ length: count }, (_, i) => ({ alarmName: `alarm-${i}` }));
    expect(codes(new Existing().prod().guard({ Prod: { quiet: alarms(5) } }))).toEqual([]);
    expect(codes(new Existing().prod().guard({ Prod: { quiet: alarms(6) } }))).toEqual(['SP4605']);
  });

  test('the guarded stage itself asks people', () => {
    const existing = new Existing();
    existing.pipeline.addStage(existing.stage('Prod'), { pre: [new ManualApprovalStep('ok')] });
    expect(codes(existing.guard({ Prod: watched }))).toEqual(['SP4606']);
  });

  test('a bake watches nothing, or alarms undo for no time, or minutes are broken', () => {
    expect(codes(new Existing().prod().guard({ Prod: { bakeTime: Duration.hours(1) } }))).toEqual(['SP4105']);
    expect(codes(new Existing().prod().guard({ Prod: { rollbackOn: [bad] } }))).toEqual(['SP4105']);
    expect(codes(new Existing().prod().guard({ Prod: { rollbackOn: [bad], bakeTime: Duration.seconds(90) } }))).toEqual(['SP4104']);
  });

  test('there are two windows', () => {
    expect(codes(new Existing().prod().guard({ Prod: { gates: [Gate.window(hours, hours)] } }))).toEqual(['SP4107']);
  });
});

import { Template } from 'aws-cdk-lib/assertions';
import { Role, AccountPrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { NestedStack } from 'aws-cdk-lib/core';
import type { WaveOptions } from 'spillway';
import { aws, Day, DeploymentWindow, Duration, Environment, ExpeditedPath, Freeze, Gate, ReleaseType, Tier } from 'spillway';
import { deployedLength } from '../../../src/aws/links/deployed-length';
import { CHECKERS } from '../../support/verify/checkers';
import { subjectsOf } from '../../support/verify/subjects';
import { Verification } from '../../support/verify/verify';
import type { StageProperties } from '../fixture';
import { Fixture, watched } from '../fixture';

const wave = (i: number) => `wave-${`${i}`.padStart(3, '0')}`;
const waves = (count: number, options: (i: number) => Partial<WaveOptions> = () => ({})) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [wave(i), options(i)]));

interface Part {
  readonly template: Template;
  readonly name: string;
  readonly stages: StageProperties[];
}

/** The pipelines of a release, in their order. */
function partsOf({ release, stack }: Fixture): Part[] {
  const later = release.node.children.filter((child): child is NestedStack => /^Part\d+$/.test(child.node.id));
  return [stack, ...later].map((one) => {
    const template = Template.fromStack(one);
    const [{ Properties }] = Object.values(template.findResources('AWS::CodePipeline::Pipeline'));
    return { template, name: Properties.Name, stages: Properties.Stages };
  });
}

const namesOf = ({ stages }: Part) => stages.map(({ Name }) => Name);

interface Action {
  readonly Name: string;
  readonly Namespace?: string;
  readonly Configuration: Record<string, string>;
}

function actionOf({ stages }: Part, stage: string, action: string): Action {
  const { Actions } = stages.find(({ Name }) => Name === stage)!;
  return (Actions as unknown as Action[]).find(({ Name }) => Name === action)!;
}

describe('200 environments, one after another, in as many accounts', () => {
  const fixture = new Fixture({ waves: waves(200) });
  fixture.release.notify(aws.Audience.topic(new Topic(fixture.stack, 'Everybody')));
  fixture.deployAll((name) => ({ account: `${300000000000 + Number(name.slice(-3))}`, region: name < wave(120) ? 'eu-central-1' : 'us-east-1' }));
  const parts = partsOf(fixture);

  test('go through five pipelines, and no stage is lost or out of order', () => {
    expect(parts.map(({ name }) => name)).toEqual(['shop-release', 'shop-release-2', 'shop-release-3', 'shop-release-4', 'shop-release-5']);
    expect(parts.flatMap(namesOf).filter((name) => name.startsWith('wave-'))).toEqual(Object.keys(waves(200)));
    expect(parts.map((part) => namesOf(part).filter((name) => !name.startsWith('wave-')))).toEqual([
      ['Source', 'Build', 'UpdatePipeline', 'hand-over'], ...[1, 2, 3].map(() => ['Source', 'hand-over']), ['Source'],
    ]);
  });

  test('every pipeline and template is within what the services take', () => {
    for (const { stages, template } of parts) {
      expect(stages.length).toBeLessThanOrEqual(50);
      expect(JSON.stringify(template.toJSON(), undefined, 1).length).toBeLessThan(1_000_000);
      expect(Object.keys(template.toJSON().Resources).length).toBeLessThanOrEqual(500);
    }
  });

  test('what other Regions have to know has a name that is known', () => {
    for (const { template, name } of parts.slice(1)) {
      const names = Object.values(template.findResources('AWS::IAM::Role')).map(({ Properties }) => Properties.RoleName as unknown).filter(Boolean);
      expect(names).toEqual([`${name}-eu-central-1`]);
      expect(JSON.stringify(template.toJSON())).not.toMatch(/\$\{token/i);
    }
  });

  test('one candidate is built, and goes from pipeline to pipeline as it is', () => {
    const [first, second] = parts;
    const execution = '#{codepipeline.PipelineExecutionId}';
    expect(actionOf(first, 'hand-over', 'Keep').Configuration).toMatchObject({ Extract: 'false', ObjectKey: `${execution}.zip` });
    expect(actionOf(second, 'Source', 'Candidate').Configuration).toMatchObject({ AllowOverrideForS3ObjectKey: 'true', PollForSourceChanges: false });
    const started = actionOf(first, 'hand-over', 'Start').Configuration;
    expect(started.PipelineName).toBe('shop-release-2');
    expect(JSON.parse(started.SourceRevisions)).toEqual([
      { actionName: 'Source', revisionType: 'COMMIT_ID', revisionValue: '#{Source.CommitId}' },
      { actionName: 'Candidate', revisionType: 'S3_OBJECT_KEY', revisionValue: `${execution}.zip` },
    ]);
    expect(JSON.parse(started.Variables)).toEqual([{ name: 'RELEASE_TYPE', value: '#{variables.RELEASE_TYPE}' }, { name: 'FIRST_EXECUTION', value: execution }]);
    expect(JSON.parse(actionOf(second, 'hand-over', 'Start').Configuration.SourceRevisions)[1].revisionValue).toBe('#{variables.FIRST_EXECUTION}.zip');
    expect(second.template.findResources('AWS::CodeBuild::Project')).toEqual({});
  });

  test('a push starts the first pipeline only', () => {
    expect(parts.map((part) => [actionOf(part, 'Source', 'Source').Configuration.DetectChanges, actionOf(part, 'Source', 'Source').Namespace]))
      .toEqual([[undefined, 'Source'], ...[1, 2, 3, 4].map(() => [false, 'Source'])]);
  });

  test('who listens is told of all waves, in as many patterns as that takes, and of a hand-over that failed', () => {
    const patterns = Object.values(parts[0].template.findResources('AWS::Events::Rule')).map(({ Properties }) => Properties.EventPattern);
    expect(patterns.filter((pattern) => JSON.stringify(pattern).length > 2048)).toEqual([]);
    const begun = patterns.filter(({ detail }) => detail?.state?.includes('STARTED') && detail.stage?.[0]?.startsWith('wave-'));
    expect(begun.flatMap(({ detail }) => detail.stage)).toEqual(Object.keys(waves(200)));
    expect(patterns.filter(({ detail }) => detail?.stage?.includes('hand-over'))).toHaveLength(1);
  });

  test('the machine that undoes may do so in each of them, and hears of all', () => {
    const [{ template }] = parts;
    const [machine] = Object.values(template.findResources('AWS::StepFunctions::StateMachine')).filter(({ Properties }) => Properties.StateMachineName === 'shop-undo');
    const text = JSON.stringify(machine.Properties.DefinitionString);
    expect(text).toContain('shop-release-5');
    const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => Object.values(template.findResources(type)));
    const resources = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement).filter(({ Action }) => Action === 'codepipeline:RollbackStage').flatMap(({ Resource }) => Resource);
    expect(JSON.stringify(resources)).toContain(':shop-release-5/wave-199');
    expect(resources).toHaveLength(200);
    expect(policies.filter((policy) => deployedLength(policy.Properties.PolicyDocument) > (policy.Type === 'AWS::IAM::Policy' ? 10_240 : 6_144))).toEqual([]);
  });
});

const office = DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' });
const freeze = Freeze.dated('sale', { from: '2026-11-27T00:00', to: '2026-11-30T00:00', timeZone: 'Europe/Zurich', owner: 'shop', reason: 'sale' });

/** 60 waves; the last one has everything that a later pipeline can have. */
function guarded(): Fixture {
  const fixture = new Fixture({
    freezes: [freeze],
    expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: Duration.minutes(10), passesWindows: true })],
    waves: waves(60, (i) => (i < 59 ? {} : {
      ...watched,
      environments: [new Environment(wave(59), { tier: Tier.PRODUCTION })],
      gates: [Gate.approval({ group: 'leads', quorum: 2 }), Gate.check({ name: 'smoke', commands: ['npm run smoke'] }), Gate.window(office)],
    })),
    candidate: (stack) => ({ approvals: { leads: { topic: new Topic(stack, 'Leads') } } }),
  });
  return fixture;
}

test('what a later pipeline asks stands in the first one\'s stack, and the other way round nothing does', () => {
  const fixture = guarded();
  const somebody = new Role(fixture.stack, 'Somebody', { assumedBy: new AccountPrincipal('111111111111') });
  fixture.release.grantApproval('leads', somebody);
  fixture.release.grantOverride(somebody);
  fixture.release.grantStart(somebody);
  fixture.deployAll();
  const [first, second] = partsOf(fixture);
  expect(namesOf(second)).toEqual(expect.arrayContaining(['gate-wave-059', 'window-wave-059', 'enter-wave-059', 'wave-059', 'bake-wave-059']));
  const statements = Object.entries(first.template.findResources('AWS::IAM::Policy')).filter(([id]) => id.startsWith('Somebody'))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[]);
  const resources = (action: string) => JSON.stringify(statements.filter(({ Action }) => [Action].flat().includes(action)).map(({ Resource }) => Resource));
  expect(resources('codepipeline:PutApprovalResult')).toContain('shop-release-2/gate-wave-059/approve-leads-1');
  expect(resources('codepipeline:OverrideStageCondition')).toContain('shop-release-2/window-wave-059');
  expect(resources('codepipeline:StartPipelineExecution')).not.toContain('shop-release-2');
  const [schedule] = Object.values(first.template.findResources('AWS::Scheduler::Schedule')).map(({ Properties }) => Properties.Target.Input ?? '').filter((input) => input.includes('wave-059'));
  expect(JSON.parse(schedule)).toMatchObject({ PipelineName: 'shop-release-2', StageName: 'gate-wave-059' });
});

/** Some checkers read the models of whole services. */
const TIMEOUT_MS = 60_000;

test.each(CHECKERS)('$name finds nothing in what a release through several pipelines is made of', async (checker) => {
  const verification = new Verification();
  await verification.run(checker, [subjectsOf(guarded().deployAll().app)]);
  // the function could answer more than it is asked here, and may no more than it is asked
  const findings = verification.findingsOf(checker.name).filter(({ at, message }) => !(at.includes('JudgeGateRole') && message.endsWith(': its code')));
  expect(findings).toEqual([]);
}, TIMEOUT_MS);

test('a release that fits into one pipeline has one, and nothing is handed over', () => {
  const fixture = new Fixture({ waves: waves(46) }).deployAll();
  expect(partsOf(fixture)).toHaveLength(1);
  expect(fixture.stages).toHaveLength(49);
  expect(partsOf(new Fixture({ waves: waves(47) }).deployAll())).toHaveLength(2);
});

test('another wave at the end leaves the pipelines before it as they are', () => {
  const definitions = (count: number) => partsOf(new Fixture({ waves: waves(count) }).deployAll()).map(({ stages }) => JSON.stringify(stages));
  const [before, after] = [definitions(60), definitions(61)];
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});

test('other code of a function changes no pipeline of several', () => {
  const definitions = (code: string) => {
    const fixture = new Fixture({ waves: waves(50) });
    for (const environment of fixture.environments) fixture.release.deploy(environment, fixture.functionStage(environment, { account: '222222222222', region: 'eu-west-1' }, code));
    return partsOf(fixture).map(({ template }) => JSON.stringify(template.findResources('AWS::CodePipeline::Pipeline')));
  };
  expect(definitions('exports.handler = async () => 2;')).toEqual(definitions('exports.handler = async () => 1;'));
});

test('fails when a wave is called like the stage that hands over (SP4112)', () => {
  expect(new Fixture({ waves: { 'hand-over': {} } }).deployAll().failure).toContain('SP4112');
});

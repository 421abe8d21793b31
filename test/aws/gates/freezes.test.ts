import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Day, DeploymentWindow, Duration, Environment, ExpeditedPath, Freeze, Gate, ReleaseType, Signal, Tier } from 'spillway';
import { calendarName } from '../../../src/aws/gates/calendar-name';
import { matches } from '../../support/event-pattern';
import { actionEvent, pipelineEvent, stageEvent } from '../../support/sample-events';
import { Fixture } from '../fixture';
import { askedIn } from './parameters';

const common = { owner: 'sre', reason: 'nobody is here', timeZone: 'Europe/Zurich' };
const sale = Freeze.dated('sale', { ...common, from: '2026-11-26T18:00', to: '2026-12-01T09:00', tiers: [Tier.TEST] });
const yearEnd = Freeze.yearly('year-end', { ...common, from: '12-20', to: '01-03', tiers: [Tier.STAGING] });
const environment = (name: string, tier: Tier) => ({ environments: [new Environment(name, { tier })] });
const leads = Gate.approval({ group: 'leads' });
/** One wave is frozen once, the other every year. */
const both = () => frozenBy(sale, yearEnd);
const frozenBy = (...freezes: Freeze[]) => new Fixture({
  freezes, waves: { beta: environment('lab', Tier.TEST), prod: { ...environment('live', Tier.STAGING), gates: [leads] } },
}).deployAll();

const arn = 'arn:aws:codepipeline:eu-central-1:111111111111:shop-release';
/** Texts in one piece, in the partition of most, with logical names for what is known only when it is deployed. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const { 'Fn::Join': join } = value as { 'Fn::Join'?: [string, unknown[]] };
  if (!join) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
  return join[1].map((part) => (typeof part === 'string' ? part : Object.values(part as object).map((name) => (name === 'AWS::Partition' ? 'aws' : `${name}`)).join())).join('');
}

const schedules = (fixture: Fixture) => Object.values(fixture.template.findResources('AWS::Scheduler::Schedule')).map(({ Properties }) => plain(Properties) as {
  ScheduleExpression: string; ScheduleExpressionTimezone: string; FlexibleTimeWindow: object; Target: { Arn: string; Input?: string }; GroupName: unknown;
});

describe('schedules', () => {
  test('a beginning disables the way into the first stage of each wave it holds, without asking anybody', () => {
    const closing = schedules(both()).filter(({ Target }) => Target.Input);
    expect(closing.map(({ ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, Target }) => [
      ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, Target.Arn, JSON.parse(Target.Input!),
    ])).toEqual([
      ['at(2026-11-26T18:00:00)', 'Europe/Zurich', { Mode: 'OFF' }, 'arn:aws:scheduler:::aws-sdk:codepipeline:disableStageTransition',
        { PipelineName: 'shop-release', StageName: 'enter-beta', TransitionType: 'Inbound', Reason: 'freeze sale' }],
      ['cron(0 0 20 12 ? *)', 'Europe/Zurich', { Mode: 'OFF' }, 'arn:aws:scheduler:::aws-sdk:codepipeline:disableStageTransition',
        { PipelineName: 'shop-release', StageName: 'gate-prod', TransitionType: 'Inbound', Reason: 'freeze year-end' }],
    ]);
  });

  test('an end has the calendars asked', () => {
    const ending = schedules(both()).filter(({ Target }) => !Target.Input);
    expect(ending.map(({ ScheduleExpression, Target }) => [ScheduleExpression, Target.Arn])).toEqual([
      ['at(2026-12-01T09:00:00)', { Ref: expect.stringMatching(/Keeper/) }], ['cron(0 0 4 1 ? *)', { Ref: expect.stringMatching(/Keeper/) }],
    ]);
  });

  test('may close these stages and start that machine, for this group of schedules, and nothing else', () => {
    const { template } = both();
    const [[id, role]] = Object.entries(template.findResources('AWS::IAM::Role', { Properties: { AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'scheduler.amazonaws.com' } }] } } }));
    expect(plain(role.Properties.AssumeRolePolicyDocument.Statement[0].Condition)).toEqual({
      StringEquals: { 'aws:SourceAccount': '111111111111', 'aws:SourceArn': 'arn:aws:scheduler:eu-central-1:111111111111:schedule-group/shop-release' },
    });
    template.hasResourceProperties('AWS::Scheduler::ScheduleGroup', { Name: 'shop-release' });
    const [policy] = Object.values(template.findResources('AWS::IAM::Policy', { Properties: { Roles: [{ Ref: id }] } }));
    expect(plain(policy.Properties.PolicyDocument.Statement)).toEqual([
      { Action: 'codepipeline:DisableStageTransition', Effect: 'Allow', Resource: [`${arn}/enter-beta`, `${arn}/gate-prod`] },
      { Action: 'states:StartExecution', Effect: 'Allow', Resource: { Ref: expect.stringMatching(/Keeper/) } },
    ]);
  });
});

describe('keeper', () => {
  const rule = (fixture: Fixture) => Object.values(fixture.template.findResources('AWS::Events::Rule')).map(({ Properties }) => Properties as { EventPattern: Record<string, unknown>; Targets: { Arn: { Ref?: string } }[] })
    .filter(({ Targets }) => Targets.some(({ Arn }) => /Keeper/.test(Arn.Ref ?? '')));

  test('runs when a release starts, so that a pipeline which is made in the middle of a freeze is closed, and whenever a stage begins or ends', () => {
    const [{ EventPattern }, ...others] = rule(both());
    expect(others).toEqual([]);
    expect(matches(EventPattern, pipelineEvent('shop-release', 'STARTED'))).toBe(true);
    for (const state of ['STARTED', 'RESUMED', 'SUCCEEDED', 'FAILED', 'STOPPED', 'CANCELED']) expect(matches(EventPattern, stageEvent('shop-release', 'prod', state))).toBe(true);
    for (const state of ['SUCCEEDED', 'FAILED', 'SUPERSEDED']) expect(matches(EventPattern, pipelineEvent('shop-release', state))).toBe(false);
    expect(matches(EventPattern, stageEvent('other-release', 'prod', 'STARTED'))).toBe(false);
    expect(matches(EventPattern, actionEvent('shop-release', 'prod', 'Deploy', 'STARTED', 'Deploy'))).toBe(false);
  });

  test('asks each calendar, sees the pipeline, and may open and close the stages that are held', () => {
    const { template } = both();
    const [policy] = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) => /KeeperMachineRole/.test(id)).map(([, { Properties }]) => plain(Properties.PolicyDocument.Statement) as object[]);
    expect(policy).toEqual(expect.arrayContaining([
      { Action: 'ssm:GetCalendarState', Effect: 'Allow', Resource: [expect.stringMatching(/:document\/freeze-shop-sale-/), expect.stringMatching(/:document\/freeze-shop-year-end-/)] },
      { Action: 'codepipeline:GetPipelineState', Effect: 'Allow', Resource: arn },
      { Action: ['codepipeline:DisableStageTransition', 'codepipeline:EnableStageTransition'], Effect: 'Allow', Resource: [`${arn}/enter-beta`, `${arn}/gate-prod`, `${arn}/enter-prod`] },
    ]));
  });
});

test('another content is another calendar, also where little differs', () => {
  const contents = ['20261126T170000Z', '20261127T170000Z', '20261126T180000Z', '', 'ab', 'ba', 'Aa', 'BB', 'é'];
  const names = contents.map((content) => calendarName('shop', 'sale', content));
  expect(new Set(names).size).toBe(contents.length);
  expect(calendarName('shop', 'sale', contents[0])).toBe(names[0]);
  for (const name of names) expect(name).toMatch(/^freeze-shop-sale-[0-9a-z]{7}$/);
});

test('the record is a calendar for each freeze that holds a wave', () => {
  const never = Freeze.weekly('never', { owner: 'sre', reason: 'no such tier', hours: { days: [Day.MONDAY], from: '08:00', to: '09:00', timeZone: 'UTC' }, tiers: [Tier.STAGING] });
  const { template } = new Fixture({ freezes: [sale, never], waves: { beta: environment('lab', Tier.TEST) } }).deployAll();
  const [document, ...others] = Object.values(template.findResources('AWS::SSM::Document'));
  expect(others).toEqual([]);
  expect(document.Properties).toEqual({ Name: expect.stringMatching(/^freeze-shop-sale-/), DocumentType: 'ChangeCalendar', DocumentFormat: 'TEXT', Content: expect.stringMatching(/^BEGIN:VCALENDAR\r\n[^]*SUMMARY:sale: nobody is here\r\n/) });
});

describe('second lock', () => {
  const told = (fixture: Fixture) => {
    const [{ Properties: { Environment: { Variables } } }] = Object.values(fixture.template.findResources('AWS::Lambda::Function'));
    return JSON.parse(Variables.FREEZES);
  };
  const ruleOf = (fixture: Fixture, stage: string) => {
    const [{ Result, Rules: [rule] }] = fixture.stage(stage).OnSuccess!.Conditions;
    return { Result, Name: rule.Name, provider: rule.RuleTypeId.Provider, asked: askedIn(rule.Configuration.UserParameters) };
  };

  test('asks the calendar and the declaration on entry, and fails closed', () => {
    expect(ruleOf(both(), 'enter-prod')).toEqual({
      Result: 'FAIL',
      Name: 'Judged',
      provider: 'LambdaInvoke',
      asked: {
        pipeline: 'shop-release', stage: 'enter-prod', execution: '#{codepipeline.PipelineExecutionId}', canWait: false,
        questions: [{ kind: 'freeze', wave: 'prod', passedBy: [] }],
      },
    });
  });

  test('knows from its environment which calendar and which time it is, a dated freeze as instants', () => {
    expect(told(both())).toEqual({
      freezes: [
        { calendar: expect.stringMatching(/^freeze-shop-sale-[0-9a-z]{7}$/), closed: { kind: 'dated', fromMs: Date.UTC(2026, 10, 26, 17), toMs: Date.UTC(2026, 11, 1, 8) } },
        { calendar: expect.stringMatching(/^freeze-shop-year-end-[0-9a-z]{7}$/), closed: { kind: 'yearly', from: '12-20', to: '01-03', timeZone: 'Europe/Zurich' } },
      ],
      waves: { beta: [0], prod: [1] },
    });
  });

  test('a further freeze leaves the definition of the pipeline as it is, byte by byte, and the function is told of it', () => {
    const late = Freeze.weekly('late', { ...common, hours: { days: [Day.FRIDAY], from: '12:00', to: '24:00', timeZone: 'UTC' }, tiers: [Tier.TEST, Tier.STAGING] });
    const moved = Freeze.dated('sale', { ...common, from: '2027-11-25T18:00', to: '2027-12-01T09:00', tiers: [Tier.TEST] });
    const [before, after] = [both(), frozenBy(moved, yearEnd, late)];
    const definition = (fixture: Fixture) => JSON.stringify(fixture.template.findResources('AWS::CodePipeline::Pipeline'));
    expect(definition(after)).toBe(definition(before));
    expect(told(after)).toMatchObject({ freezes: [{}, {}, { closed: { kind: 'weekly' } }], waves: { beta: [0, 2], prod: [1, 2] } });
  });

  test('comes after the window and stands beside the alarms', () => {
    const window = DeploymentWindow.weekly('office', { days: [Day.MONDAY, Day.TUESDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' });
    const gates = [Gate.window(window), Gate.quiet(Signal.errorRatio({ atMost: 0.01 }))];
    const { BeforeEntry, OnSuccess } = new Fixture({ freezes: [sale], waves: { beta: { gates } } }).deployAll().stage('enter-beta');
    expect(BeforeEntry!.Conditions[0].Rules.map(({ Name }) => Name)).toEqual(['Window']);
    expect(OnSuccess!.Conditions).toHaveLength(1);
    expect(OnSuccess!.Conditions[0].Rules.map(({ Name }) => Name)).toEqual(['Alarm-beta', 'Judged']);
  });

  test('tells the types of release that pass freezes, and may look what a release is', () => {
    const bakeAtMost = Duration.minutes(0);
    const expedited = [
      ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost }),
      ExpeditedPath.of({ releaseTypes: [ReleaseType.SECURITY], passesFreezes: false, bakeAtMost }),
    ];
    const fixture = new Fixture({ freezes: [sale], expedited, waves: { beta: {} } }).deployAll();
    expect(ruleOf(fixture, 'enter-beta').asked.questions).toMatchObject([{ passedBy: ['hotfix'] }]);
  });

  test('is no part of a stage that deploys, and is asked once where environments have stages of their own: what is in a wave goes on', () => {
    const environments = ['eu', 'us'].map((name) => new Environment(name, { tier: Tier.TEST }));
    const candidate = () => ({ waves: { prod: { stagePerEnvironment: true } } });
    const fixture = new Fixture({ freezes: [sale], waves: { prod: { environments } }, candidate }).deployAll();
    expect(fixture.stages.map(({ Name }) => Name)).toEqual(['Source', 'Build', 'UpdatePipeline', 'enter-eu', 'eu', 'us']);
    expect(schedules(fixture)[0].Target.Input).toContain('"StageName":"enter-eu"');
    for (const name of ['eu', 'us']) expect(fixture.stage(name)).not.toHaveProperty('OnSuccess');
  });
});

test('whoever may override may open what a freeze or another release has closed, and only that', () => {
  const fixture = both();
  fixture.release.grantOverride(new Role(fixture.stack, 'OnCall', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
  const [policy] = Object.entries(fixture.template.findResources('AWS::IAM::Policy')).filter(([id]) => id.startsWith('OnCall')).map(([, { Properties }]) => Properties.PolicyDocument.Statement as { Action: string; Resource: unknown }[]);
  expect(policy.find(({ Action }) => Action === 'codepipeline:EnableStageTransition')!.Resource).toEqual(['/enter-beta', '/gate-prod', '/enter-prod'].map((stage) =>
    ({ 'Fn::Join': ['', expect.arrayContaining([expect.stringMatching(new RegExp(`${stage}$`))])] })));
});

test('a pipeline without freezes has none of it', () => {
  const { template } = new Fixture({ waves: { beta: { gates: [leads] } } }).deployAll();
  for (const type of ['AWS::Scheduler::Schedule', 'AWS::Scheduler::ScheduleGroup', 'AWS::SSM::Document', 'AWS::Lambda::Function']) template.resourceCountIs(type, 0);
});

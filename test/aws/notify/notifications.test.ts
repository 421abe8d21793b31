import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { aws, Day, DeploymentWindow, Environment, Gate, ReleasePipeline, Tier } from 'spillway';
import { MESSAGE_KINDS } from '../../../src/aws/notify/message-kinds';
import { matches } from '../../support/event-pattern';
import { actionEvent, pipelineEvent, stageEvent } from '../../support/sample-events';
import { Fixture } from '../fixture';

const { INFO, ATTENTION, PAGE } = aws.Urgency;
const office = DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' });
const waves = { beta: {}, prod: { gates: [Gate.approval({ group: 'leads' }), Gate.window(office)] } };

interface RuleProperties {
  readonly EventPattern: { readonly 'detail': Record<string, unknown>; readonly 'detail-type': string[] };
  readonly Targets: { readonly Arn: unknown; readonly InputTransformer?: { readonly InputPathsMap: Record<string, string>; readonly InputTemplate: string } }[];
}

/** Rules by what they tell, and a text in place of what is known at deployment. */
function rules(listen: (fixture: Fixture, topic: Topic) => void, declared: ConstructorParameters<typeof Fixture>[0] = { waves }) {
  const fixture = new Fixture(declared);
  listen(fixture, new Topic(fixture.stack, 'Topic'));
  const found = Object.entries(fixture.deployAll().template.findResources('AWS::Events::Rule')).filter(([id]) => id.startsWith('ReleaseNotify'));
  const told = found.map(([id, { Properties }]) => [id.replace(/^ReleaseNotify|[0-9A-F]{8}$/g, ''), Properties as RuleProperties] as const);
  return Object.fromEntries(told);
}

const everything = () => rules((fixture, topic) => fixture.release.notify(aws.Audience.topic(topic)));

describe('who hears what', () => {
  const heard = (options: Parameters<typeof aws.Audience.topic>[1] | ((fixture: Fixture) => Parameters<typeof aws.Audience.topic>[1])) =>
    Object.keys(rules((fixture, topic) => fixture.release.notify(aws.Audience.topic(topic, typeof options === 'function' ? options(fixture) : options))));

  test('everything, by default', () => {
    expect(heard({})).toEqual([
      'began', 'succeeded', 'superseded', 'atEntry', 'approvalWanted', 'turnedAway', 'notMade', 'failed', 'rolledBack', 'rollbackFailed', 'notUndone',
    ]);
  });

  test.each([
    [PAGE, ['failed', 'rolledBack', 'rollbackFailed', 'notUndone']],
    [ATTENTION, ['approvalWanted', 'turnedAway', 'notMade']],
    [INFO, ['began', 'succeeded', 'superseded', 'atEntry']],
  ])('what is %s', (urgency, kinds) => {
    expect(heard({ urgencies: [urgency] })).toEqual(kinds);
  });

  test('one wave: its stages, its gates, and what pages', () => {
    expect(heard((fixture) => ({ waves: [fixture.pipeline.waves[0]] }))).toEqual([
      'beganbeta', 'succeededbeta', 'failedbeta', 'rolledBackbeta', 'rollbackFailedbeta', 'notUndonebeta',
    ]);
  });

  test('two waves, and a third that is called like both, are told to different audiences', () => {
    const fixture = new Fixture({ waves: { 'eu': {}, 'us': {}, 'eu-us': {} } });
    const [eu, us, both] = fixture.pipeline.waves;
    fixture.release.notify(aws.Audience.topic(new Topic(fixture.stack, 'One'), { urgencies: [INFO], waves: [eu, us] }));
    fixture.release.notify(aws.Audience.topic(new Topic(fixture.stack, 'Other'), { urgencies: [INFO], waves: [both] }));
    const told = Object.values(fixture.deployAll().template.findResources('AWS::Events::Rule')).map(({ Properties }) => Properties as RuleProperties);
    expect(told.filter(({ EventPattern: { detail } }) => detail?.stage && `${detail.state}` === 'STARTED').map(({ EventPattern: { detail }, Targets }) => [detail.stage, Targets.length]))
      .toEqual([[['eu', 'us'], 1], [['eu-us'], 1]]);
  });

  test('a wave without gates has nobody at its gates', () => {
    expect(heard((fixture) => ({ waves: [fixture.pipeline.waves[1]], urgencies: [ATTENTION] }))).toEqual(['approvalWantedprod', 'turnedAwayprod']);
  });

  test('those who listen for the same share a rule, up to five, and the sixth gets another one', () => {
    const shared = rules((fixture) => {
      for (let i = 0; i < 6; i++) fixture.release.notify(aws.Audience.topic(new Topic(fixture.stack, `Topic${i}`), { urgencies: [ATTENTION] }));
    });
    expect(Object.entries(shared).map(([id, { Targets }]) => [id, Targets.length])).toEqual([
      ['approvalWanted', 5], ['turnedAway', 5], ['notMade', 5], ['approvalWanted2', 1], ['turnedAway2', 1], ['notMade2', 1],
    ]);
  });

  test('nobody, unless somebody is named: there is no rule then', () => {
    expect(rules(() => undefined)).toEqual({});
  });
});

describe('which events are told', () => {
  const found = everything();
  const pipeline = (found.failed.EventPattern.detail.pipeline as unknown[])[0];
  const machine = (found.notUndone.EventPattern.detail.stateMachineArn as unknown[])[0];
  const undo = (type: string, service: string) => ({ 'source': 'spillway', 'detail-type': type, 'detail': { service, wave: 'prod', stage: 'prod' } });
  const machineEvent = (stateMachineArn: unknown, status: string) => ({
    'source': 'aws.states', 'detail-type': 'Step Functions Execution Status Change', 'detail': { stateMachineArn, status },
  });
  const tellers = (event: object) => Object.entries(found).filter(([, { EventPattern }]) => matches(EventPattern as never, event)).map(([kind]) => kind);

  test.each<[string, object, string[]]>([
    ['a deployment begins', stageEvent(pipeline, 'prod', 'STARTED'), ['began']],
    ['a stage is through', stageEvent(pipeline, 'beta', 'SUCCEEDED'), ['succeeded']],
    ['a deployment fails', stageEvent(pipeline, 'prod', 'FAILED'), ['failed']],
    ['a gate opens', stageEvent(pipeline, 'gate-prod', 'SUCCEEDED'), []],
    ['a gate closes', stageEvent(pipeline, 'gate-prod', 'FAILED'), ['turnedAway']],
    ['a release is at the entry', stageEvent(pipeline, 'enter-prod', 'STARTED'), ['atEntry']],
    ['the entry stays closed', stageEvent(pipeline, 'enter-prod', 'FAILED'), ['turnedAway']],
    ['an approval is asked for', actionEvent(pipeline, 'gate-prod', 'approve-leads', 'STARTED', 'Approval'), ['approvalWanted']],
    ['an approval is given', actionEvent(pipeline, 'gate-prod', 'approve-leads', 'SUCCEEDED', 'Approval'), []],
    ['another action begins at a gate', actionEvent(pipeline, 'gate-prod', 'contract', 'STARTED', 'Build'), []],
    ['the build fails', stageEvent(pipeline, 'Build', 'FAILED'), ['notMade']],
    ['the pipeline cannot change itself', stageEvent(pipeline, 'UpdatePipeline', 'FAILED'), ['notMade']],
    ['a newer candidate overtakes', pipelineEvent(pipeline, 'SUPERSEDED'), ['superseded']],
    ['an execution fails, which its stage has told', pipelineEvent(pipeline, 'FAILED'), []],
    ['another pipeline fails', stageEvent('another', 'prod', 'FAILED'), []],
    ['a release is rolled back', undo('Release Rolled Back', 'shop'), ['rolledBack']],
    ['a rollback fails', undo('Rollback Failed', 'shop'), ['rollbackFailed']],
    ['another service is rolled back', undo('Release Rolled Back', 'cart'), []],
    ['the undo machine fails', machineEvent(machine, 'FAILED'), ['notUndone']],
    ['the undo machine is aborted', machineEvent(machine, 'ABORTED'), ['notUndone']],
    ['the undo machine is done', machineEvent(machine, 'SUCCEEDED'), []],
    ['another machine fails', machineEvent('another', 'FAILED'), []],
  ])('%s', (_, event, kinds) => {
    expect(tellers(event)).toEqual(kinds);
  });

  test('a listener for one wave does not hear of another', () => {
    const beta = rules((fixture, topic) => fixture.release.notify(aws.Audience.topic(topic, { waves: [fixture.pipeline.waves[0]] })));
    expect(matches(beta.failedbeta.EventPattern as never, stageEvent(pipeline, 'prod', 'FAILED'))).toBe(false);
    expect(matches(beta.failedbeta.EventPattern as never, stageEvent(pipeline, 'beta', 'FAILED'))).toBe(true);
    expect(matches(beta.rolledBackbeta.EventPattern as never, undo('Release Rolled Back', 'shop'))).toBe(false);
  });
});

describe('how it is told', () => {
  const said = ({ Targets: [{ InputTransformer }] }: RuleProperties) => JSON.parse(InputTransformer!.InputTemplate.replace(/":<([\w-]+)>/g, '":"<$1>"'));

  test('to a topic as an object that programs can read', () => {
    const { InputPathsMap } = everything().failed.Targets[0].InputTransformer!;
    expect(InputPathsMap).toEqual({ 'detail-stage': '$.detail.stage', 'detail-execution-id': '$.detail.execution-id' });
    expect(said(everything().failed)).toEqual({
      kind: 'failed',
      urgency: 'page',
      service: 'shop',
      title: 'shop: <detail-stage> has failed',
      text: 'Execution <detail-execution-id> failed in <detail-stage>. CodePipeline rolls the stage back if it has a release to go back to.',
      nextStep: expect.stringContaining('runbook'),
    });
  });

  test('to a chat in the form it takes, with what is about one release in one thread', () => {
    const { rolledBack, notUndone } = rules((fixture, topic) => fixture.release.notify(aws.Audience.chat(topic)));
    expect(said(rolledBack)).toEqual({
      version: '1.0',
      source: 'custom',
      content: {
        textType: 'client-markdown',
        title: 'shop: a release is rolled back in <detail-wave>',
        description: expect.stringContaining('<detail-revision>'),
        nextSteps: [expect.stringContaining('Revert the change')],
      },
      metadata: { eventType: 'rolledBack', threadId: '<detail-execution>' },
    });
    expect(said(notUndone).metadata).toEqual({ eventType: 'notUndone' });
  });

  test('to a bus as it is, by a role that may put events there', () => {
    const { failed } = rules((fixture) => fixture.release.notify(aws.Audience.bus(EventBus.fromEventBusArn(fixture.stack, 'Bus', 'arn:aws:events:eu-central-1:333333333333:event-bus/ops'))));
    expect(failed.Targets).toEqual([{ Arn: 'arn:aws:events:eu-central-1:333333333333:event-bus/ops', Id: 'Target0', RoleArn: expect.anything() }]);
  });

  test('every word of every message is found in its event', () => {
    for (const [kind, { Targets: [{ InputTransformer }] }] of Object.entries(everything())) {
      expect([kind, InputTransformer!.InputTemplate.match(/\{\w+\}|undefined/)]).toEqual([kind, null]);
    }
  });
});

test('an encrypted topic lets EventBridge use its key', () => {
  const fixture = new Fixture({ waves });
  fixture.release.notify(aws.Audience.topic(new Topic(fixture.stack, 'Topic', { masterKey: new Key(fixture.stack, 'TopicKey') })));
  const { template } = fixture.deployAll();
  const service = { Service: 'events.amazonaws.com' };
  template.hasResourceProperties('AWS::SNS::TopicPolicy', { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'sns:Publish', Principal: service })]) } });
  template.hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['kms:Decrypt', 'kms:GenerateDataKey*']), Principal: service })]) },
  });
});

describe('what will be told', () => {
  test('is shown with examples, and by whom it is heard', () => {
    const fixture = new Fixture({ waves });
    fixture.release.notify(aws.Audience.topic(new Topic(fixture.stack, 'Pages'), { urgencies: [PAGE] }));
    fixture.release.notify(aws.Audience.chat(new Topic(fixture.stack, 'Beta'), { waves: [fixture.pipeline.waves[0]] }));
    const { messages } = fixture.release;
    expect(messages.find(({ kind }) => kind === 'approvalWanted')).toEqual({
      kind: 'approvalWanted',
      urgency: ATTENTION,
      stages: ['gate-prod'],
      title: 'shop: approve-leads is wanted',
      text: 'Execution 6ad2f0a8-9b6f-4b8e-8c5c-2c1f4d1d7a11 waits in gate-prod for somebody to answer approve-leads.',
      nextStep: 'Review the change, then approve or refuse it in the console.',
      heardBy: [],
    });
    expect(messages.find(({ kind }) => kind === 'failed')).toMatchObject({ stages: ['beta', 'prod'], heardBy: ['Pipeline/Pages', 'Pipeline/Beta'] });
    for (const { title, text, nextStep } of messages) expect(title + text + nextStep).not.toMatch(/[{}]|undefined/);
  });

  test('leaves out what cannot happen', () => {
    expect(new Fixture({ waves: { beta: {} } }).release.messages.map(({ kind }) => kind)).not.toEqual(expect.arrayContaining(['approvalWanted']));
  });
});

describe('fails when', () => {
  const failure = (listen: (fixture: Fixture) => void, declared: ConstructorParameters<typeof Fixture>[0] = { waves }) => {
    const fixture = new Fixture(declared);
    listen(fixture);
    return fixture.deployAll().failure;
  };

  test('somebody listens for a wave of another pipeline', () => {
    expect(failure((fixture) => {
      const other = new ReleasePipeline(fixture.app, 'Other', { service: 'cart' }).addWave('produktion', { environments: [new Environment('elsewhere', { tier: Tier.TEST })] });
      fixture.release.notify(aws.Audience.topic(new Topic(fixture.stack, 'Topic'), { waves: [other] }));
    })).toContain('SP4701 Pipeline/Topic: audience listens for a wave of another pipeline: got "produktion", allowed is one of beta, prod');
  });

  test.each<[string, (fixture: Fixture) => Topic, string]>([
    ['is FIFO', ({ stack }) => new Topic(stack, 'Topic', { fifo: true }), 'got "a FIFO topic"'],
    ['is in another Region', ({ stack }) => Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:111111111111:pages') as Topic, 'got "us-east-1", allowed is eu-central-1'],
  ])('a topic %s', (_, topic, message) => {
    expect(failure((fixture) => fixture.release.notify(aws.Audience.topic(topic(fixture))))).toMatch(new RegExp(`SP4702 .*${message}`));
  });

  test.each([[{ urgencies: [] }], [{ waves: [] }]])('an audience hears nothing: %j', (options) => {
    expect(failure((fixture) => fixture.release.notify(aws.Audience.topic(new Topic(fixture.stack, 'Topic'), options)))).toContain('SP4703 Pipeline/Topic');
  });
});

test('the page of the documentation says what is said, word by word', () => {
  const page = readFileSync(join(__dirname, '../../../docs/aws/notifications.md'), 'utf8');
  const rows = MESSAGE_KINDS.map(({ kind, urgency, title, text, nextStep }) => `| \`${kind}\` | ${urgency} | ${title} | ${text} | ${nextStep} |`);
  expect(page.split('\n').filter((line) => line.startsWith('| `') && line.split('|').length === 7)).toEqual(rows);
});

test('what a message sends people to stands in the runbook', () => {
  const runbook = readFileSync(join(__dirname, '../../../docs/aws/runbook.md'), 'utf8').toLowerCase();
  const named = MESSAGE_KINDS.flatMap(({ nextStep }) => [...nextStep.matchAll(/"([^"]+)" in the runbook/g)].map(([, heading]) => heading));
  expect(named).not.toEqual([]);
  for (const heading of named) expect(runbook).toContain(`### ${heading}`);
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { FakeAws, Refusal } from './fake-aws';

/** What a stage of CodePipeline hands to the function; tests of templates show that they hand over the same. */
interface Gate {
  handler(event: object): Promise<{ verdict: string; reason: string }>;
}

const EXECUTION = '11111111-2222-3333-4444-555555555555';
const NEVER = { kind: 'dated', fromMs: 0, toMs: 1 };
const ALWAYS = { kind: 'dated', fromMs: 0, toMs: 8.64e15 };
const fake = new FakeAws();
let gate: Gate;

const asked = (questions: object[], more: object = {}) => ({ pipeline: 'shop-release', stage: 'enter-prod', execution: EXECUTION, canWait: false, questions, ...more });
const rule = async (questions: object[], more: object = {}) => gate.handler({ UserParameters: JSON.stringify(asked(questions, more)) });
const action = async (question: object, continuationToken?: string) => gate.handler({
  'CodePipeline.job': { id: 'job-1', data: { actionConfiguration: { configuration: { UserParameters: JSON.stringify(asked([question], { canWait: true })) } }, continuationToken } },
});
const release = { GetPipelineExecution: { pipelineExecution: { artifactRevisions: [{ revisionId: 'c0ffee' }], variables: [{ name: 'RELEASE_TYPE', resolvedValue: 'hotfix' }] } } };

beforeAll(async () => {
  await fake.start();
  gate = jest.requireActual<Gate>(join(__dirname, '../../../lib/aws/handlers/gate/index.js'));
});
beforeEach(() => jest.spyOn(console, 'log').mockImplementation(() => undefined));
afterAll(async () => fake.stop());

/** What the deployed function knows of freezes: one that is long over, and one that holds for ever. */
const FREEZES = JSON.stringify({
  freezes: [{ calendar: 'year-end', closed: NEVER }, { calendar: 'sale', closed: ALWAYS }], waves: { prod: [0], shop: [0, 1], nowhere: [2], never: [] },
});
beforeEach(() => { process.env.FREEZES = FREEZES; });
afterAll(() => { delete process.env.FREEZES; });

describe('a freeze', () => {
  const question = { kind: 'freeze', wave: 'prod', passedBy: [] as string[] };
  const open = { GetCalendarState: { State: 'OPEN' } };

  test('lets a release in while the calendar is open and the declaration too', async () => {
    fake.says(open);
    expect(await rule([question])).toMatchObject({ verdict: 'pass' });
    expect(fake.of('GetCalendarState')[0].body).toEqual({ CalendarNames: ['year-end'] });
  });

  test.each([
    ['the calendar is closed', { GetCalendarState: { State: 'CLOSED' } }],
    ['the calendar says nothing', { GetCalendarState: {} }],
    ['the calendar cannot be asked', {}],
  ])('fails when %s', async (_, answers) => {
    fake.says(answers);
    await expect(rule([question])).rejects.toThrow();
  });

  test('fails when the declaration is closed, whatever the calendar makes of a recurring event', async () => {
    fake.says(open);
    await expect(rule([{ ...question, wave: 'shop' }])).rejects.toThrow('a declared freeze holds');
  });

  test.each(['unknown', 'never', 'nowhere'])('fails when nothing is known of what holds the wave %s', async (wave) => {
    fake.says(open);
    await expect(rule([{ ...question, wave }])).rejects.toThrow(`nobody says which freezes hold ${wave}`);
  });

  test('fails when the function was told of no freezes at all', async () => {
    fake.says(open);
    delete process.env.FREEZES;
    await expect(rule([question])).rejects.toThrow('nobody says which freezes hold prod');
  });

  test('lets the types of release in that pass it, and no other', async () => {
    fake.says({ GetCalendarState: { State: 'CLOSED' }, ...release });
    expect(await rule([{ ...question, passedBy: ['security', 'hotfix'] }])).toMatchObject({ verdict: 'pass', reason: expect.stringContaining('type hotfix passes it') });
    await expect(rule([{ ...question, passedBy: ['security'] }])).rejects.toThrow('type hotfix does not pass it');
  });

  test('a release of no type is a feature', async () => {
    fake.says({ GetCalendarState: { State: 'CLOSED' }, GetPipelineExecution: { pipelineExecution: {} } });
    await expect(rule([{ ...question, passedBy: ['hotfix'] }])).rejects.toThrow('type feature does not pass it');
  });

  test('asks the stage which release stands there where CodePipeline does not fill in variables', async () => {
    const stageStates = [{ stageName: 'gate-prod', latestExecution: { pipelineExecutionId: 'other' } }, { stageName: 'enter-prod', latestExecution: { pipelineExecutionId: EXECUTION } }];
    fake.says({ GetCalendarState: { State: 'CLOSED' }, GetPipelineState: { stageStates }, ...release });
    const execution = '#{codepipeline.PipelineExecutionId}';
    expect(await rule([{ ...question, passedBy: ['hotfix'] }], { execution })).toMatchObject({ verdict: 'pass' });
    expect(fake.of('GetPipelineExecution')[0].body).toMatchObject({ pipelineExecutionId: EXECUTION });
    fake.says({ GetCalendarState: { State: 'CLOSED' }, GetPipelineState: { stageStates: [] } });
    await expect(rule([{ ...question, passedBy: ['hotfix'] }], { execution })).rejects.toThrow('no execution is known');
  });
});

describe('a rule', () => {
  const question = { kind: 'freeze', wave: 'prod', passedBy: [] };
  const asJob = async () => gate.handler({ 'CodePipeline.job': { id: 'job-1', data: { actionConfiguration: { configuration: { UserParameters: JSON.stringify(asked([question])) } } } } });

  test('that comes as a job is answered as a job and by the function\'s own success or failure', async () => {
    fake.says({ GetCalendarState: { State: 'OPEN' }, PutJobSuccessResult: {} });
    expect(await asJob()).toMatchObject({ verdict: 'pass' });
    expect(fake.of('PutJobSuccessResult')[0].body).toEqual({ jobId: 'job-1', executionDetails: { summary: 'no freeze holds' } });
    fake.says({ GetCalendarState: { State: 'CLOSED' }, PutJobFailureResult: {} });
    await expect(asJob()).rejects.toThrow('the calendar is CLOSED');
    expect(fake.of('PutJobFailureResult')).toHaveLength(1);
  });

  test('fails when it asks nothing', async () => {
    await expect(gate.handler({})).rejects.toThrow('the gate was asked nothing');
  });

  test('fails when one of several questions does', async () => {
    fake.says({ GetCalendarState: { State: 'OPEN' } });
    await expect(rule([question, { ...question, wave: 'shop' }])).rejects.toThrow('a declared freeze holds');
  });
});

describe('a budget', () => {
  const objective = 'arn:aws:application-signals:eu-west-1:222222222222:slo/shop-prod-budget';
  const question = { kind: 'budget', objective, region: 'eu-west-1', role: '', remainingAtLeastRatio: 0.25 };
  const report = (facts: object) => ({ '/budget-report': { Timestamp: 1, Reports: [{ Arn: objective, Name: 'shop-prod-budget', BudgetStatus: 'OK', ...facts }], Errors: [] } });

  test.each([[25, 'pass'], [100, 'pass']])('with %s of 100 requests left lets a release in', async (BudgetRequestsRemaining, verdict) => {
    fake.says(report({ TotalBudgetRequests: 100, BudgetRequestsRemaining }));
    expect(await rule([question])).toMatchObject({ verdict });
    expect(fake.of('/budget-report')[0].body).toMatchObject({ SloIds: [objective] });
  });

  test.each([
    ['less is left than was asked for', report({ TotalBudgetRequests: 100, BudgetRequestsRemaining: 24 })],
    ['more than all is spent', report({ TotalBudgetRequests: 100, BudgetRequestsRemaining: -3 })],
    ['there were no requests', report({ TotalBudgetRequests: 0, BudgetRequestsRemaining: 0 })],
    ['there is no data', report({ BudgetStatus: 'INSUFFICIENT_DATA', TotalBudgetRequests: 100, BudgetRequestsRemaining: 100 })],
    ['there is no number', report({})],
    ['there is no such objective', { '/budget-report': { Timestamp: 1, Reports: [], Errors: [{}] } }],
    ['nobody answers', {}],
  ])('fails when %s', async (_, answers) => {
    fake.says(answers);
    await expect(rule([question])).rejects.toThrow();
  });

  test('of another account is read with the role that account gives', async () => {
    const role = 'arn:aws:iam::222222222222:role/shop-prod-alarm-reader';
    const xml = '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>THEIRS</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>';
    fake.says({ AssumeRole: { xml }, ...report({ TotalBudgetRequests: 100, BudgetRequestsRemaining: 100 }) });
    expect(await rule([{ ...question, role }])).toMatchObject({ verdict: 'pass' });
    expect(fake.of('AssumeRole')[0].body).toMatchObject({ RoleArn: role });
    expect(fake.of('/budget-report')[0].headers.authorization).toContain('Credential=THEIRS/');
    expect(fake.of('/budget-report')[0].headers.authorization).toContain('/eu-west-1/');
  });
});

describe('people', () => {
  const question = { kind: 'people', approvals: { leads: ['approve-leads-1', 'approve-leads-2'] } };
  const given = (actionName: string, updatedBy?: string, more: object = {}) => ({ stageName: 'enter-prod', actionName, status: 'Succeeded', updatedBy, ...more });
  const approvals = (...actionExecutionDetails: object[]) => ({ ListActionExecutions: { actionExecutionDetails } });
  const [ada, bob] = ['ada', 'bob'].map((name) => `arn:aws:sts::111111111111:assumed-role/leads/${name}`);

  test('who are different have approved', async () => {
    fake.says(approvals(given('approve-leads-1', ada), given('approve-leads-2', bob)));
    expect(await rule([question])).toMatchObject({ verdict: 'pass' });
    expect(fake.of('ListActionExecutions')[0].body).toMatchObject({ pipelineName: 'shop-release', filter: { pipelineExecutionId: EXECUTION } });
  });

  test.each([
    ['the same person has answered twice', approvals(given('approve-leads-1', ada), given('approve-leads-2', ada))],
    ['one approval is missing', approvals(given('approve-leads-1', ada))],
    ['an approval does not say whose it is', approvals(given('approve-leads-1', ada), given('approve-leads-2'))],
    ['an approval belongs to another stage', approvals(given('approve-leads-1', ada), given('approve-leads-2', bob, { stageName: 'gate-beta' }))],
    ['an approval was refused', approvals(given('approve-leads-1', ada), given('approve-leads-2', bob, { status: 'Failed' }))],
    ['nobody answers', {}],
  ])('fails when %s', async (_, answers) => {
    fake.says(answers);
    await expect(rule([question])).rejects.toThrow();
  });

  test('are found on all pages, and only the newest answer counts', async () => {
    const page = ({ nextToken }: Record<string, unknown>) => (nextToken
      ? { actionExecutionDetails: [given('approve-leads-2', bob), given('approve-leads-1', bob)] }
      : { actionExecutionDetails: [given('approve-leads-1', ada)], nextToken: 'more' });
    fake.says({ ListActionExecutions: page });
    expect(await rule([question])).toMatchObject({ verdict: 'pass' });
  });
});

describe('a change ticket', () => {
  const question = () => ({ kind: 'change', url: `${fake.url}/tickets?team=shop`, secret: 'arn:secret', states: ['approved', 'scheduled'], service: 'shop', wave: 'prod' });
  const around = { ...release, GetSecretValue: { SecretString: 't0ken' }, PutJobSuccessResult: {}, PutJobFailureResult: {} };
  const tickets = (answer: object | (() => object)) => fake.says({ ...around, '/tickets': answer });
  const waits = () => expect(fake.of('PutJobSuccessResult')[0].body.continuationToken).toEqual(expect.any(String));

  test('in one of the states lets the release go, and was asked for this very release', async () => {
    let address = '';
    tickets({ id: 'CHG1', state: 'scheduled' });
    const get = jest.spyOn(globalThis, 'fetch');
    expect(await action(question())).toMatchObject({ verdict: 'pass', reason: 'ticket CHG1 is scheduled' });
    address = `${get.mock.calls[0][0] as URL}`;
    get.mockRestore();
    expect(Object.fromEntries(new URL(address).searchParams)).toEqual({ team: 'shop', service: 'shop', wave: 'prod', commit: 'c0ffee', execution: EXECUTION });
    expect(fake.of('/tickets')[0].headers).toMatchObject({ authorization: 'Bearer t0ken', accept: 'application/json' });
    expect(fake.of('PutJobSuccessResult')[0].body).not.toHaveProperty('continuationToken');
  });

  test('is asked for by the commit, and not by the digest of an image that is released with it', async () => {
    const artifactRevisions = [{ name: 'image_api_Source', revisionId: 'sha256:0' }, { name: 'shop_api_Source', revisionId: 'c0ffee' }];
    fake.says({ ...around, 'GetPipelineExecution': { pipelineExecution: { artifactRevisions } }, '/tickets': { id: 'CHG1', state: 'approved' } });
    const get = jest.spyOn(globalThis, 'fetch');
    await action(question());
    expect((get.mock.calls[0][0] as URL).searchParams.get('commit')).toBe('c0ffee');
    get.mockRestore();
  });

  test.each([
    ['in another state', { id: 'CHG1', state: 'review' }],
    ['that does not exist yet', () => { throw new Refusal(404, {}); }],
  ])('%s holds the release', async (_, answer) => {
    tickets(answer);
    expect(await action(question())).toMatchObject({ verdict: 'wait' });
    waits();
  });

  test('in another state for good turns the release away', async () => {
    tickets({ id: 'CHG1', state: 'rejected', final: true });
    expect(await action(question())).toMatchObject({ verdict: 'fail' });
    expect(fake.of('PutJobFailureResult')[0].body).toMatchObject({ failureDetails: { type: 'JobFailed', message: 'ticket CHG1 is rejected' } });
  });

  test.each([
    ['answers with an error', () => { throw new Refusal(500, {}); }],
    ['answers something else', { status: 'approved' }],
    ['sends the token elsewhere', () => { throw new Refusal(302, {}); }],
  ])('of a system that %s holds for half an hour and then turns the release away', async (_, answer) => {
    tickets(answer);
    expect(await action(question())).toMatchObject({ verdict: 'wait' });
    waits();
    const { failingSinceMs } = JSON.parse(`${fake.of('PutJobSuccessResult')[0].body.continuationToken}`) as { failingSinceMs: number };
    const later = (minutes: number) => JSON.stringify({ failingSinceMs: failingSinceMs - minutes * 60_000 });
    expect(await action(question(), later(29))).toMatchObject({ verdict: 'wait' });
    expect(await action(question(), later(30))).toMatchObject({ verdict: 'fail' });
  });

  test('the token is taken without the line end that an editor has left', async () => {
    fake.says({ ...around, 'GetSecretValue': { SecretString: 't0ken\n' }, '/tickets': { id: 'CHG1', state: 'approved' } });
    expect(await action(question())).toMatchObject({ verdict: 'pass' });
    expect(fake.of('/tickets')[0].headers.authorization).toBe('Bearer t0ken');
  });

  test.each([
    ['a document in several lines', { SecretString: '{\n  "token": "hush"\n}' }],
    ['no text', { SecretBinary: 'aHVzaA==' }],
  ])('a secret that is %s is told to nobody, neither the system nor the log nor the console', async (_, secret) => {
    const log = jest.spyOn(console, 'log');
    log.mockClear();
    fake.says({ ...around, 'GetSecretValue': secret, '/tickets': { id: 'CHG1', state: 'approved' } });
    expect(await action(question())).toMatchObject({ verdict: 'wait', reason: expect.stringContaining('is no bearer token') });
    expect(fake.of('/tickets')).toEqual([]);
    expect(JSON.stringify([log.mock.calls, fake.of('PutJobSuccessResult')[0].body])).not.toContain('hush');
  });

  test('of which a system has much to say is answered in as many words as CodePipeline takes', async () => {
    tickets({ id: 'CHG1'.repeat(2000), state: 'review' });
    expect(await action(question())).toMatchObject({ verdict: 'wait' });
    expect(fake.of('PutJobSuccessResult')[0].body.executionDetails).toEqual({ summary: expect.stringMatching(/^.{2048}$/) });
  });

  test('is not asked for where the system sends whoever asks: nobody else gets the token', async () => {
    tickets({ id: 'CHG1', state: 'approved' });
    const elsewhere = createServer((_, response) => response.writeHead(307, { location: `${fake.url}/tickets` }).end());
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/tickets`;
    expect(await action({ ...question(), url })).toMatchObject({ verdict: 'wait', reason: expect.stringContaining('could not be asked') });
    elsewhere.closeAllConnections();
    elsewhere.close();
    expect(fake.of('/tickets')).toEqual([]);
  });

  test('of a system that does not answer is waited for ten seconds', async () => {
    tickets({ id: 'CHG1', state: 'approved' });
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    expect(await action(question())).toMatchObject({ verdict: 'wait', reason: expect.stringContaining('could not be asked') });
    expect(timeout.mock.calls).toEqual([[10_000]]);
    timeout.mockRestore();
  });

  test('an answer ends a row of errors', async () => {
    tickets({ id: 'CHG1', state: 'review' });
    await action(question(), JSON.stringify({ failingSinceMs: 0 }));
    expect(fake.of('PutJobSuccessResult')[0].body.continuationToken).toBe('{"failingSinceMs":null}');
  });
});

describe('another release', () => {
  const question = { kind: 'dependsOn', record: '/spillway/payments/prod', versions: '>=2.1.0 <3.0.0-0' };
  const answers = (Value: string) => ({ GetParameter: { Parameter: { Value } }, PutJobSuccessResult: {} });

  test.each([
    ['a version in range', '{"version":"2.4.1"}', 'pass'],
    ['a version out of range', '{"version":"2.0.9"}', 'wait'],
    ['no version', '{"version":"","commit":"c0ffee"}', 'wait'],
    ['what nobody can read', 'c0ffee', 'wait'],
  ])('that has left %s: %s', async (_, value, verdict) => {
    fake.says(answers(value));
    expect(await action(question)).toMatchObject({ verdict });
    expect(fake.of('GetParameter')[0].body).toEqual({ Name: '/spillway/payments/prod' });
  });

  test('that has left nothing holds', async () => {
    fake.says({ GetParameter: () => { throw new Refusal(400, { __type: 'ParameterNotFound' }); }, PutJobSuccessResult: {} });
    expect(await action(question)).toMatchObject({ verdict: 'wait', reason: expect.stringContaining('does not exist') });
  });

  test('of any version is enough where no range was declared', async () => {
    fake.says(answers('{"version":""}'));
    expect(await action({ ...question, versions: '' })).toMatchObject({ verdict: 'pass' });
  });
});

test('what is logged has none of the credentials that CodePipeline sends along', async () => {
  const log = jest.spyOn(console, 'log');
  fake.says({ GetParameter: { Parameter: { Value: '{}' } }, PutJobSuccessResult: {} });
  const question = { kind: 'dependsOn', record: '/spillway/payments/prod', versions: '' };
  await gate.handler({
    'CodePipeline.job': {
      id: 'job-1', data: { actionConfiguration: { configuration: { UserParameters: JSON.stringify(asked([question], { canWait: true })) } }, artifactCredentials: { secretAccessKey: 'hush' } },
    },
  });
  expect(log.mock.calls.join()).toContain('shop-release');
  expect(log.mock.calls.join()).not.toContain('hush');
});

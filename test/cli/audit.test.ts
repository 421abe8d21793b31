import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Plan } from 'spillway';
import { shopApp } from '../../examples/k8s-shop/app';
import { soundPlan } from '../support/sound-plan';
import { spillway } from './fixture';

let folder: string;

function write(name: string, text: string): string {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const action = (name: string, category: string, provider: string, more = '') => `{ Name: ${name}, ActionTypeId: { Category: ${category}, Owner: AWS, Provider: ${provider}, Version: 1 }${more} }`;
const SOURCE = `        - { Name: Source, Actions: [${action('Code', 'Source', 'CodeCommit')}] }`;

function pipeline(stages: string[], head = ''): string {
  return ['Resources:', '  Pipe:', '    Type: AWS::CodePipeline::Pipeline', '    Properties:', '      Name: orders', ...head ? [`      ${head}`] : [], '      Stages:', SOURCE, ...stages].join('\n');
}

function stage(name: string, deploys: string[], more = ''): string {
  return `        - { Name: ${name}, Actions: [${deploys.join(', ')}]${more} }`;
}

const deploy = (name: string, region = 'eu-west-1') => action(name, 'Deploy', 'CloudFormation', `, Region: ${region}, Configuration: { StackName: ${name} }`);

async function codes(...argv: string[]): Promise<string[]> {
  const { problems } = JSON.parse((await spillway('audit', '--json', ...argv)).out) as { problems: { code: string }[] };
  return problems.map(({ code }) => code);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spillway-audit-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('what this library has written has all of it', async () => {
  shopApp(folder).synth();
  const ran = await spillway('audit', folder);
  expect(ran).toMatchObject({ exit: 0, err: '' });
  expect(ran.out).not.toMatch(/^ +(missing|not visible)/m);
  expect(ran.out).toMatch(/\n2 places audited\n$/);
});

test('production in one stage with two Regions, and no stage before it', async () => {
  const file = write('p.yaml', pipeline([stage('Prod', [deploy('Eu'), deploy('Us', 'us-east-1')])]));
  expect(await codes(file)).toEqual(['SP3501', 'SP3508', 'SP3506', 'SP3507', 'SP3509']);
});

test('a test environment, an approval, a window and a rollback are found', async () => {
  const approval = stage('Ask', [action('Managers', 'Approval', 'Manual')]);
  const entry = ', OnFailure: { Result: ROLLBACK }, BeforeEntry: { Conditions: [{ Result: FAIL, Rules: [{ Name: Hours, RuleTypeId: { Category: Rule, Owner: AWS, Provider: DeploymentWindow, Version: 1 }, Configuration: { Cron: "* * 9-16 ? * MON-THU *", TimeZone: UTC } }] }] }';
  const file = write('p.yaml', pipeline([stage('Beta', [deploy('Beta')]), approval, stage('Prod', [deploy('Prod')], entry)], 'PipelineType: V2'));
  expect(await codes(file)).toEqual([]);
  const { out } = await spillway('audit', file);
  expect(out).toContain('  found        an approval, a test or an alarm stands before it: approval by managers, within 7 d');
  expect(out).toContain('  not visible  whether what is measured takes the release back: what CloudFormation does is not in the templates');
});

test('an earlier deployment that is not seen may judge before production, with a test behind it or without', async () => {
  const answer = async (...beta: string[]) => {
    const { waves } = JSON.parse((await spillway('audit', '--json', write('p.yaml', pipeline([stage('Beta', beta), stage('Prod', [deploy('Prod')])])))).out) as {
      waves: { answers: { code: string; is: string }[] }[];
    };
    return waves[0].answers.find(({ code }) => code === 'SP3506');
  };
  const smoke = `{ Name: Smoke, RunOrder: 2, ActionTypeId: { Category: Test, Owner: AWS, Provider: CodeBuild, Version: 1 }, Configuration: { ProjectName: smoke } }`;
  expect(await answer(deploy('Beta'), smoke)).toMatchObject({ is: 'not visible', why: expect.stringContaining('in beta, what CloudFormation does is not in the templates') as unknown });
  expect(await answer(deploy('Beta'))).toMatchObject({ is: 'not visible' });
});

test('releases that overtake one another', async () => {
  expect(await codes(write('p.yaml', pipeline([stage('Prod', [deploy('Prod')])], 'ExecutionMode: PARALLEL')))).toContain('SP3510');
});

/** Objects of Kargo in one project. */
function kargo(kind: string, name: string, spec: string): string {
  return `apiVersion: kargo.akuity.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: shop }\nspec: ${spec}\n---\n`;
}

const ORIGIN = 'requestedFreight: [{ origin: { kind: Warehouse, name: shop }, sources: { direct: true } }]';

test('Kargo that promotes to production by itself, straight from the Warehouse', async () => {
  const steps = 'promotionTemplate: { spec: { steps: [{ uses: argocd-update, config: { apps: [{ name: shop }] } }] } }';
  const file = write('k.yaml', kargo('ProjectConfig', 'shop', '{ promotionPolicies: [{ stageSelector: { name: prod }, autoPromotionEnabled: true }] }') + kargo('Stage', 'prod', `{ ${steps}, ${ORIGIN} }`));
  expect(await codes(file)).toEqual(['SP3501', 'SP3506', 'SP3507']);
});

test('a task that is not among the files may put the former Freight back', async () => {
  const file = write('k.yaml', kargo('Stage', 'prod', `{ ${ORIGIN}, promotionTemplate: { spec: { steps: [{ task: { name: promo } }] } } }`));
  expect(await codes(file)).toEqual(['SP3507']);
  expect((await spillway('audit', file)).out).toContain('whether a failed deployment is taken back: the task "promo" is not among the manifests');
});

test.each([
  ['a template', 'a.yaml', 'Resources:\n  A: [\n', /SP4501[^]*a\.yaml:3:1/],
  ['a manifest', 'a.yaml', 'apiVersion: v1\nkind: "Service\n', /SP5701[^]*a\.yaml:3:1/],
])('fails when %s is broken, and says in which line', async (_, name, text, says) => {
  write(name, text);
  write('whole.yaml', pipeline([stage('Prod', [deploy('Prod')])]));
  const ran = await spillway('audit', folder);
  expect(ran.exit).toBe(1);
  expect(ran.out).toMatch(says);
  expect(ran.out).toContain('orders, prod');
});

test('files in which nothing is released are told as what they are', async () => {
  const told = async (name: string, text: string) => (await spillway('audit', write(name, text))).out.replace(/\s+/g, ' ');
  expect(await told('plan.json', Plan._of(soundPlan()).toJson())).toContain('a plan: spillway check says what is wrong with it');
  expect(await told('bucket.yaml', 'Resources: { A: { Type: AWS::S3::Bucket } }')).toContain('a template without a pipeline');
  expect(await told('list.yaml', 'apiVersion: v1\nkind: List\nitems: [{ apiVersion: v1, kind: Service, metadata: { name: a } }]')).toContain('list.yaml: Service: no Rollout');
  expect(await told('values.yaml', 'apiVersion: v1\nreplicas: 3\n')).toContain('no object of Kubernetes: there is nothing to audit');
});

describe('fails when there is nothing to audit at all:', () => {
  test.each([
    ['an empty file', () => write('empty.yaml', '')],
    ['anything else', () => write('image.png', '\u0089PNG\r\n\u0000')],
    ['a folder of other things', () => (write('package.json', '{ "name": "orders" }'), write('notes.txt', pipeline([])), folder)],
    ['an empty folder', () => folder],
  ])('%s', async (_, path) => {
    const ran = await spillway('audit', path());
    expect(ran).toMatchObject({ exit: 2, out: '' });
    expect(ran.err).toMatch(/^error SP8002: input releases nothing that is known\n[^]*got +neither templates nor manifests\n/);
    expect(await spillway('audit', path(), '--json')).toMatchObject({ exit: 2, out: '' });
  });
});

test('beside what is released, what is something else is counted', async () => {
  write('p.yaml', pipeline([stage('Prod', [deploy('Prod')])]));
  write('package.json', '{ "name": "orders" }');
  expect(await spillway('audit', folder)).toMatchObject({ exit: 0, out: expect.stringContaining('1 file in which nothing is released') as unknown });
});

test('as SARIF, with the rules that it tells of', async () => {
  const file = write('p.yaml', pipeline([stage('Prod', [deploy('Prod')])]));
  const { runs: [run] } = JSON.parse((await spillway('audit', file, '--sarif')).out) as { runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string }[] }[] };
  expect(run.results.map(({ ruleId }) => ruleId)).toEqual(['SP3501', 'SP3506', 'SP3507', 'SP3509']);
  expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(['SP3501', 'SP3506', 'SP3507', 'SP3509']);
});

test('fails when there is nothing at the path', async () => {
  expect(await spillway('audit', join(folder, 'gone.yaml'))).toMatchObject({ exit: 2, err: expect.stringContaining('SP8001') as unknown });
});

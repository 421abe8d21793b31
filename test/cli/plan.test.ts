import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Plan, PlanReport } from 'spillway';
import { spillway } from './fixture';

const ORDERS = 'examples/two-worlds/plan.json';
const text = fs.readFileSync(ORDERS, 'utf8');
const plan = Plan.fromJson(text);
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spillway-plan-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(name: string, content: string): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
  return file;
}

const otherPlan = text.replace('"service": "orders"', '"service": "payments"');

describe('a plan', () => {
  test('is shown as a picture and a table, as a flowchart, and as the document that it is', async () => {
    expect(await spillway('plan', ORDERS)).toMatchObject({ exit: 0, out: PlanReport.of(plan).toText(), err: '' });
    expect((await spillway('plan', ORDERS, '--mermaid')).out).toBe(PlanReport.of(plan).toMermaid());
    expect((await spillway('plan', ORDERS, '--json')).out).toBe(text);
  });

  test('is written to a file, and nothing else is left beside it', async () => {
    const file = path.join(folder, 'plan.json');
    expect(await spillway('plan', ORDERS, '--json', '--out', file)).toMatchObject({ exit: 0, out: '', err: `wrote ${file}\n` });
    expect(fs.readFileSync(file, 'utf8')).toBe(text);
    expect(fs.readdirSync(folder)).toEqual(['plan.json']);
  });

  test('is found in a folder, but not in what is hidden, installed or carried along', async () => {
    write('release/plan.json', text);
    for (const passedOver of ['node_modules/x', '.git', 'asset.0a1b']) write(`${passedOver}/plan.json`, otherPlan);
    write('notes.txt', otherPlan);
    write('package.json', '{ "name": "orders", "version": "1.0.0" }');
    expect((await spillway('plan', folder, '--json')).out).toBe(text);
  });
});

describe('several pipelines', () => {
  beforeEach(() => {
    write('a.json', text);
    write('b.json', otherPlan);
  });

  test('are all shown, and one of them where it is chosen', async () => {
    expect((await spillway('plan', folder)).out).toMatch(/^orders: 3 waves[^]*\npayments: 3 waves/);
    expect((await spillway('plan', folder, '--service', 'payments')).out).toMatch(/^payments: 3 waves/);
    expect((await spillway('plan', folder, '--service', 'payments', '--json')).out).toBe(otherPlan);
  });

  test('are not one document', async () => {
    const { exit, out, err } = await spillway('plan', folder, '--json');
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(/error SP8003: [^]*got +2 pipelines\n +allowed is +one of orders, payments\n/);
  });

  test('fails when two of them have one name, and advises nothing that does not help', async () => {
    fs.rmSync(path.join(folder, 'b.json'));
    write('c.json', text);
    for (const argv of [['rehearse', folder, '--service', 'orders'], ['rehearse', folder], ['plan', folder, '--json']]) {
      const { exit, err } = await spillway(...argv);
      expect(exit).toBe(2);
      expect(err).toMatch(/error SP8003: [^]*got +2 pipelines of orders\n +allowed is +one pipeline of that name\n +remedy +give the path of the file that is meant\n$/);
    }
    write('d.json', otherPlan);
    expect((await spillway('rehearse', folder)).err).toMatch(/got +3 pipelines\n +allowed is +one of orders, payments\n +remedy +choose with --service\n/);
  });

  test('fails when the chosen one is not among them', async () => {
    const { exit, err } = await spillway('plan', folder, '--service', 'paymens');
    expect(exit).toBe(2);
    expect(err).toMatch(/got +paymens\n[^]*remedy +write --service payments if that is meant/);
  });
});

describe('what others have written', () => {
  const TEMPLATE = `
Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Name: basket
      Stages:
        - Name: Source
          Actions:
            - Name: Source
              ActionTypeId: { Category: Source, Owner: AWS, Provider: S3, Version: '1' }
              OutputArtifacts: [{ Name: App }]
        - Name: Prod
          Actions:
            - Name: Deploy
              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: CloudFormation, Version: '1' }
              Configuration: { ActionMode: CREATE_UPDATE, StackName: basket, TemplatePath: 'App::basket.yaml' }
              InputArtifacts: [{ Name: App }]
`;
  const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: basket, namespace: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: basket } }
  template:
    metadata: { labels: { app: basket } }
    spec: { containers: [{ name: basket, image: 'registry.example.com/basket:1' }] }
`;

  test.each([
    ['a template in YAML', 'pipeline.yaml', TEMPLATE],
    ['a manifest', 'basket.yml', DEPLOYMENT],
  ])('%s is read, alone and in its folder', async (_, name, content) => {
    const file = write(name, content);
    for (const place of [file, folder]) expect(await spillway('plan', place)).toMatchObject({ exit: 0, out: expect.stringMatching(/^basket: 1 wave, 1 environment/) });
  });

  test('what was taken for granted stands with its place, below the problems', async () => {
    const { out } = await spillway('check', write('pipeline.yaml', TEMPLATE));
    expect(out).toMatch(/error SP[^]*\nnot understood, or taken for granted\n  [^]*pipeline\.yaml [^]*\nbasket: \d+ errors?/);
  });
});

describe('fails when', () => {
  test.each([
    ['there is nothing', () => path.join(folder, 'x.json'), /error SP8001: input cannot be read\n[^]*got +nothing there/],
    ['the name has a slip', () => `${write('plan.json', text)}n`, /remedy +write \S+\/plan\.json if that is meant/],
    ['it is not JSON', () => write('plan.json', text.slice(0, -9)), /error SP3001: plan is not JSON/],
    ['a field of a plan is missing', () => write('plan.json', text.replace('"signals"', '"signal"')), /error SP3003: plan does not follow the schema/],
    ['a plan is of another version', () => write('plan.json', text.replace(/"version": [^,]+/, '"version": 99')), /error SP3002: plan has an unknown version/],
    ['it is something else', () => write('package.json', '{ "name": "orders" }'), /error SP8002: [^]*got +neither a plan, nor a template, nor manifests/],
    ['a template releases nothing', () => write('topic.json', '{ "Resources": { "T": { "Type": "AWS::SNS::Topic" } } }'), /error SP8002: [^]*got +templates or manifests without a pipeline or a workload/],
    ['a template does not parse', () => write('t.yaml', 'Resources:\n  A: [\n'), /error SP4501: /],
    ['a manifest does not parse', () => write('m.yaml', 'apiVersion: v1\nkind: [\n'), /error SP5701: /],
    ['the folder is empty', () => folder, /error SP8002: /],
    ['a plan in a folder is broken', () => (write('a.json', text), write('b/c.json', text.slice(0, -9)), folder), /error SP3001: [^]* at +b\/c\.json\n/],
    ['a field is missing in one of them', () => (write('a.json', text), write('b.json', text.replace('"service"', '"servise"')), folder), /error SP3003: [^]* at +b\.json\n/],
    ['a field is wrong in one of them', () => (write('b.json', text.replace('"bakeMs"', '"bakedMs"')), folder), /error SP3003: [^]* at +b\.json waves\/0[^]*\n/],
    ['it is nested without end', () => write('plan.json', `{ "version": 1, "waves": ${'['.repeat(20_000)}${']'.repeat(20_000)} }`), /error SP3003: [^]* at +\S+plan\.json\n +got +more than 100 values inside one another\n/],
  ])('%s', async (_, input, message) => {
    const { exit, out, err } = await spillway('plan', input());
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\.ts:\d+/);
  });

  test('two plans in a folder are broken, and tells of both', async () => {
    write('a.json', text.slice(0, -9));
    write('b.json', text.slice(0, -9));
    expect((await spillway('plan', folder)).err.match(/^ +at .*$/gm)).toEqual(['  at          a.json', '  at          b.json']);
  });

  test('it is wanted in two forms at once', async () => {
    const { exit, err } = await spillway('plan', ORDERS, '--json', '--mermaid');
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining("option '--mermaid' cannot be used with option '--json'") as unknown });
  });

  test('the file cannot be written, and leaves what was there', async () => {
    const file = path.join(folder, 'nowhere', 'plan.json');
    const { exit, err } = await spillway('plan', ORDERS, '--out', file);
    expect(exit).toBe(2);
    expect(err).toMatch(/error SP8004: output cannot be written\n +at +\S+plan\.json/);
    fs.mkdirSync(path.join(folder, 'taken'));
    expect((await spillway('plan', ORDERS, '--out', path.join(folder, 'taken'))).exit).toBe(2);
    expect(fs.readdirSync(folder)).toEqual(['taken']);
  });
});

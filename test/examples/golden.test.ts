import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { RootConstruct } from 'constructs';
import { Plan } from 'spillway';
import { shopPipeline as apiPipeline } from '../../examples/aws-shop/api/pipeline';
import { shopApp as shopOnAws } from '../../examples/aws-shop/app';
import { storefrontPipeline } from '../../examples/aws-shop/storefront/pipeline';
import { shopApp as shopOnKubernetes } from '../../examples/k8s-shop/app';
import { shopPipeline as k8sPipeline } from '../../examples/k8s-shop/pipeline';
import { ordersOnAws } from '../../examples/two-worlds/aws';
import { ordersOnKubernetes } from '../../examples/two-worlds/k8s';
import { ordersPipeline } from '../../examples/two-worlds/pipeline';

test.each([
  ['aws-shop', apiPipeline],
  ['the shop front of aws-shop', storefrontPipeline],
  ['k8s-shop', k8sPipeline],
  ['two-worlds', ordersPipeline],
])('the plan of %s is the one that was reviewed, and nothing is wrong with it', (_, declare) => {
  const plan = Plan.of(declare(new RootConstruct()));
  expect(plan.problems).toEqual([]);
  expect(JSON.parse(plan.toJson())).toMatchSnapshot();
});

const SYNTHESES: [string, (outdir: string) => void][] = [
  ['aws-shop', (outdir) => shopOnAws({ outdir }).synth()],
  ['k8s-shop', (outdir) => shopOnKubernetes(outdir).synth()],
  ['two-worlds on AWS', (outdir) => ordersOnAws(outdir).synth()],
  ['two-worlds on Kubernetes', (outdir) => ordersOnKubernetes(outdir).synth()],
];

describe.each(SYNTHESES)('%s', (_, synthesize) => {
  let outputs: Record<string, string>[];

  beforeAll(() => {
    outputs = ['first', 'second'].map(() => {
      const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'spillway-golden-'));
      synthesize(outdir);
      const files = fs.readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const contents = files.map((entry) => path.join(entry.parentPath, entry.name)).sort()
        .map((file) => [path.relative(outdir, file), fs.readFileSync(file, 'utf8').replaceAll(outdir, '<outdir>')]);
      fs.rmSync(outdir, { recursive: true });
      return Object.fromEntries(contents) as Record<string, string>;
    });
  });

  test('writes the same bytes every time', () => {
    expect(outputs[1]).toEqual(outputs[0]);
  });

  test('writes the files it is known for and no others', () => {
    // what an asset holds names it
    expect(Object.keys(outputs[0]).map((file) => file.replace(/[0-9a-f]{40,}/g, '<hash>')).sort()).toMatchSnapshot();
  });
});

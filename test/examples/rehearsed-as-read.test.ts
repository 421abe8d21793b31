import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RootConstruct } from 'constructs';
import { aws, k8s, Plan, Rehearsal, Story } from 'spillway';
import { shopApp as shopOnAws } from '../../examples/aws-shop/app';
import { shopApp as shopOnKubernetes } from '../../examples/k8s-shop/app';
import { ordersOnAws } from '../../examples/two-worlds/aws';
import { ordersOnKubernetes } from '../../examples/two-worlds/k8s';
import { carried as carriedByTemplates } from '../../src/aws/read/carried';
import { UNSAID as UNSAID_BY_TEMPLATES } from '../../src/aws/read/unsaid';
import { carried as carriedByManifests } from '../../src/k8s/read/carried';
import { UNSAID as UNSAID_BY_MANIFESTS } from '../../src/k8s/read/unsaid';
import type { PlanDocument } from '../../src/plan/document';
import { synthesizedTexts } from '../aws/read/synthesized-texts';
import { writtenTexts } from '../k8s/read/written-texts';
import { DECLARED } from './declared';
import { DIFFERENCES } from './differences';

const outdir = mkdtempSync(join(tmpdir(), 'spillway-read-'));
afterAll(() => rmSync(outdir, { recursive: true }));

const fromTemplates = { carried: carriedByTemplates, unsaid: UNSAID_BY_TEMPLATES };
const fromManifests = { carried: carriedByManifests, unsaid: UNSAID_BY_MANIFESTS };
const readShop = once(() => aws.TemplateReading.of(synthesizedTexts(shopOnAws({ outdir: join(outdir, 'shop') }))).plans);

/** Each example in each world: its declaration, and what a reader recovers from what it is synthesized to. */
const WORLDS = [
  { world: 'aws-shop', declaration: 'aws-shop', read: () => readShop().find(({ service }) => service === 'shop')!, ...fromTemplates },
  { world: 'the shop front of aws-shop', declaration: 'the shop front of aws-shop', read: () => readShop().find(({ service }) => service === 'storefront')!, ...fromTemplates },
  { world: 'k8s-shop', declaration: 'k8s-shop', read: () => k8s.ManifestReading.of(writtenTexts(shopOnKubernetes('unused'))).plans[0], ...fromManifests },
  { world: 'two-worlds on AWS', declaration: 'two-worlds', read: () => aws.TemplateReading.of(synthesizedTexts(ordersOnAws(join(outdir, 'orders')))).plans[0], ...fromTemplates },
  { world: 'two-worlds on Kubernetes', declaration: 'two-worlds', read: () => k8s.ManifestReading.of(writtenTexts(ordersOnKubernetes('unused'))).plans[0], ...fromManifests },
];

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => made ??= make();
}

function rehearsalOf(document: PlanDocument): Rehearsal {
  return Rehearsal.ofPlan(Plan._of(document));
}

/** All that a rehearsal says of a story, with the names and times that the plan itself gives it. */
function told(rehearsal: Rehearsal, story: Story): { words: string[]; all: unknown } {
  const { scenario, missing } = rehearsal.ready(story);
  if (!scenario) return { words: [], all: missing };
  const timeline = rehearsal.play(scenario);
  return { words: timeline.events.map(({ what }) => what), all: { text: timeline.toText(), exposures: timeline.exposures } };
}

describe.each(WORLDS)('$world', ({ world, declaration, read, carried, unsaid }) => {
  const declared = Plan.of(DECLARED[declaration](new RootConstruct()))._document;
  // the one thing that a rehearsal needs and no artefact says is how many customers there are
  const recovered = once(() => rehearsalOf({ ...read()._document, traffic: declared.traffic }));
  const original = rehearsalOf(declared);
  const differences = DIFFERENCES.filter((difference) => difference.world === world);
  const same = Object.values(Story).filter((story) => !differences.some((difference) => difference.story === story));

  test.each(same)('%s goes as it was declared', (story) => {
    expect(told(recovered(), story)).toEqual(told(original, story));
  });

  for (const { story, of, why, onlyRead } of differences) {
    test(`${story} goes otherwise: ${why}`, () => {
      const [asDeclared, asRead] = [original, recovered()].map((rehearsal) => told(rehearsal, story));
      expect(asRead.words.filter((what) => !asDeclared.words.includes(what))).toEqual(expect.arrayContaining([...onlyRead]));
      // the reader says so, and nothing else makes the difference
      expect(unsaid.map((line) => line.of)).toContain(of);
      expect(told(rehearsalOf(carried(declared, [of])), story)).toEqual(asRead);
    });
  }
});

test('every difference is of a world that there is', () => {
  expect(WORLDS.map(({ world }) => world)).toEqual(expect.arrayContaining(DIFFERENCES.map(({ world }) => world)));
});

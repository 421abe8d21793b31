import * as fc from 'fast-check';
import { controllerProblems } from '../../../src/k8s/rules/controller-problems';
import { GOOD } from './mutants/good';
import { mutated } from './mutants/mutant';
import { MUTANTS } from './mutants/mutants';

const rollout = (strategy: object) => ({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'web' }, spec: { strategy } });
const codes = (manifests: unknown[]) => controllerProblems(manifests).map(({ code }) => code);

/** First words of remedies: each an order to the reader. */
const IMPERATIVES = new Set([
  'add', 'ask', 'correct', 'count', 'give', 'keep', 'lengthen', 'let', 'list', 'lower', 'make', 'measure', 'move', 'name', 'pass', 'put', 'raise', 'remove',
  'rename', 'run', 'say', 'select', 'send', 'shorten', 'swap', 'use', 'write',
]);

const PROBLEMS = MUTANTS.flatMap((mutant) => controllerProblems(mutated(mutant), 'prod'));

test('a problem says in which folder, object and field it is, what was found, what is allowed and what to do', () => {
  const [problem] = controllerProblems([rollout({ canary: { steps: [{ setWeight: 20 }, { setWeight: 150 }, { analysis: {} }] } })], 'prod').filter(({ code }) => code === 'SP5223');
  expect(problem.message).toBe('SP5223 prod/Rollout/web/spec/strategy/canary/steps/1/setWeight: weight is out of range: '
    + 'got "150", allowed is a whole number from 0 to 100; use a percentage of the traffic');
});

test.each([...new Map(PROBLEMS.map((problem) => [problem.code, problem])).values()].map((problem) => [problem.code, problem] as const))('%s is told in the style of messages', (_, problem) => {
  expect(problem.path).toMatch(/^prod\/[A-Z][A-Za-z]+\/[a-z0-9-]+/);
  expect(problem.got).not.toBe('');
  for (const remedy of problem.remedies) expect(IMPERATIVES).toContain(remedy.split(' ')[0]);
  for (const part of [problem.allowed, ...problem.remedies]) expect(part).not.toMatch(/^[A-Z](?![A-Z])[a-z]+ [a-z]|[.;]$|\.\s/);
  expect(problem.message).not.toMatch(/undefined|\bNaN|Infinity|\[object|\n/);
});

test('a List is what it lists', () => {
  const broken = rollout({});
  expect(codes([{ apiVersion: 'v1', kind: 'List', items: [broken] }])).toEqual(codes([broken]));
});

test('what a kind of another group is called says nothing', () => {
  expect(codes([{ ...rollout({}), apiVersion: 'rollouts.kruise.io/v1beta1' }])).toEqual([]);
});

test('objects of two namespaces are not meant by each other', () => {
  const elsewhere = GOOD['blue-green'].map((manifest) => (manifest.kind === 'Service' ? { ...manifest, metadata: { ...manifest.metadata, namespace: 'other' } } : manifest));
  expect(controllerProblems(elsewhere).map(({ code, got }) => `${code} ${got}`)).toEqual(['SP5220 Service cart', 'SP5220 Service cart-preview']);
  const unsaid = GOOD['blue-green'].map((manifest) => (manifest.kind === 'Service' ? { ...manifest, metadata: { name: manifest.metadata.name } } : manifest));
  expect(codes(unsaid)).toEqual([]);
});

describe('whatever is read', () => {
  const KINDS: [string, string][] = Object.values(GOOD).flat().map(({ apiVersion, kind }) => [apiVersion, kind]);
  const json = fc.jsonValue({ maxDepth: 6 });

  test('the rules do not throw', () => {
    fc.assert(fc.property(fc.array(fc.oneof(json, fc.anything())), (manifests) => { controllerProblems(manifests); }), { numRuns: 200 });
  });

  test('nor for a kind that they know with anything in it', () => {
    const known = fc.tuple(fc.constantFrom(...KINDS), fc.oneof(json, fc.anything()), json)
      .map(([[apiVersion, kind], spec, metadata]) => ({ apiVersion, kind, metadata, spec }));
    fc.assert(fc.property(fc.array(known, { maxLength: 4 }), (manifests) => { controllerProblems(manifests); }), { numRuns: 300 });
  });

  test('nor for a good manifest of which one place holds something else', () => {
    const names = Object.keys(GOOD).filter((name) => !name.includes('/'));
    fc.assert(fc.property(fc.constantFrom(...names), fc.nat(), fc.oneof(json, fc.constant(undefined)), (name, place, value) => {
      const copy = JSON.parse(JSON.stringify(GOOD[name])) as object[];
      const places = placesOf(copy);
      const { owner, key } = places[place % places.length];
      owner[key] = value;
      controllerProblems(copy);
    }), { numRuns: 1_000 });
  });

  test('nor for a value that holds itself', () => {
    const steps: unknown[] = [{ setWeight: 10 }];
    steps.push({ analysis: { templates: steps }, pause: steps });
    expect(codes([rollout({ canary: { steps } })])).toContain('SP5222');
  });
});

type Owner = { [key: string]: unknown };

function placesOf(value: object): { owner: Owner; key: string }[] {
  return Object.entries(value).flatMap(([key, inner]) => [{ owner: value as Owner, key }, ...(typeof inner === 'object' && inner !== null ? placesOf(inner) : [])]);
}

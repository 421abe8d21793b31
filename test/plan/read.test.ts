import Ajv from 'ajv/dist/2020';
import * as fc from 'fast-check';
import { Plan } from 'spillway';
import type { PlanDocument } from '../../src/plan/document';
import type { ProblemError } from '../../src/plan/problem-error';
import { read } from '../../src/plan/read';
import { PLAN_SCHEMA } from '../../src/plan/schema';
import { planDocuments } from '../support/arbitrary-plan';
import { soundPlan } from '../support/sound-plan';

function problemsOf(json: string): string[] {
  try {
    read(json);
  } catch (error) {
    return (error as ProblemError).problems.map(({ message }) => message);
  }
  return [];
}

/** The text of a sound plan with another value at a place, or without one. */
function changed(place: string, value?: unknown): string {
  const plan: unknown = JSON.parse(JSON.stringify(soundPlan()));
  const keys = place.split('/');
  const parent = keys.slice(0, -1).reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, plan as Record<string, unknown>);
  parent[keys[keys.length - 1]] = value;
  return JSON.stringify(plan);
}

test('what is written is read, byte by byte', () => {
  fc.assert(fc.property(planDocuments(), (document) => {
    const plan = Plan._of(document);
    const again = Plan.fromJson(plan.toJson());
    expect(again._document).toEqual(document);
    expect(again.toJson()).toBe(plan.toJson());
    expect(again.problems.map(String)).toEqual(plan.problems.map(String));
  }));
});

test('another validator finds every plan in the schema, too', () => {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(PLAN_SCHEMA);
  fc.assert(fc.property(planDocuments(), (document) => {
    expect([validate(JSON.parse(JSON.stringify(document))), validate.errors]).toEqual([true, null]);
  }));
});

test('fails when the text is not JSON', () => {
  expect(problemsOf('waves: []')).toEqual([expect.stringMatching(/^SP3001 plan: plan is not JSON: got ".*", allowed is a JSON document; pass the text that Plan\.toJson\(\) returned$/)]);
});

test('fails when the version is another one, and says nothing about the rest', () => {
  expect(problemsOf('{"version":99,"waves":7}')).toEqual([
    'SP3002 version: plan has an unknown version: got "99", allowed is "1"; write the plan again with this version of the library, or read it with the version that wrote it',
  ]);
});

test.each<[when: string, reported: string, place: string, value: unknown]>([
  ['a field is missing', 'plan', 'service', undefined],
  ['a field of a wave has the wrong type', 'waves/0/bakeMs', 'waves/0/bakeMs', 'an hour'],
  ['a field of a gate is missing', 'waves/0/gates/0', 'waves/0/gates', [{ id: 'approval-1', kind: 'approval', group: 'leads', quorum: 1, excludeAuthor: true }]],
  ['a gate is of no known kind', 'waves/0/gates/0/kind', 'waves/0/gates', [{ id: 'prayer-1', kind: 'prayer' }]],
  ['a tier is none of the known ones', 'environments/0/tier', 'environments/0/tier', 'live'],
  ['a number has become nothing', 'signals/0/measure/atMostRatio', 'signals/0/measure/atMostRatio', null],
  ['there is one field too many', 'waves/0/soak', 'waves/0/soak', 5],
])('fails when %s, with the place', (_, reported, place, value) => {
  const problems = problemsOf(changed(place, value));
  expect(problems.map((message) => message.split(':')[0])).toContain(`SP3003 ${reported}`);
  expect(problems.every((message) => message.startsWith('SP3003 '))).toBe(true);
});

test.each(['null', '[]', '7', '"plan"', '{}'])('fails when the document is %s', (json) => {
  expect(problemsOf(json)).not.toEqual([]);
});

test('what is well-formed and wrong is read, and found by the checks', () => {
  const plan = Plan.fromJson(changed('waves/0/triggers/3/signal', 'nobody'));
  expect(plan.problems.map(({ code }) => code)).toContain('SP1207');
});

test('fails when a declaration with a number that is none is read back', () => {
  const document = soundPlan();
  const broken: PlanDocument = { ...document, waves: [{ ...document.waves[0], bakeMs: NaN }] };
  expect(problemsOf(Plan._of(broken).toJson()).map((message) => message.split(':')[0])).toEqual(['SP3003 waves/0/bakeMs']);
});

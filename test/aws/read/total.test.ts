import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { aws, Plan } from 'spillway';
import { ProblemError } from '../../../src/plan/problem-error';
import { describeWithShared, shared } from '../../shared';
import { everything } from './everything';

/** The codes of the problems of a text; none where plans were read, which must be sound documents then. */
function outcome(texts: Record<string, string>): string[] {
  try {
    for (const plan of aws.TemplateReading.of(texts).plans) {
      expect(Plan.fromJson(plan.toJson()).toJson()).toBe(plan.toJson());
      expect(plan.problems.every(({ code }) => code.startsWith('SP'))).toBe(true);
    }
    return [];
  } catch (cause) {
    if (!(cause instanceof ProblemError)) throw cause;
    return cause.problems.map(({ code }) => code);
  }
}

const only = ['SP4501', 'SP4502', 'SP4503'];

/** A value in place of another one somewhere in a document. */
function replaced(document: unknown, [first, ...path]: number[], value: unknown): unknown {
  if (typeof document !== 'object' || document === null || first === undefined) return value;
  const entries = Object.entries(document);
  if (entries.length === 0) return value;
  const [key, inner] = entries[first % entries.length];
  const changed = replaced(inner, path, value);
  return Array.isArray(document) ? document.map((item: unknown, i) => (`${i}` === key ? changed : item)) : { ...document, [key]: changed };
}

const odd = fc.oneof(
  fc.jsonValue(), fc.constantFrom<unknown>(-1, 1e300, '', '${}', '${A.B', [[]], null, { Ref: 'Nothing' }, { 'Fn::If': [] }, { 'Fn::Join': 7 }, { 'Fn::Sub': ['${x}'] }, { 'Fn::GetAtt': {} }, { __proto__: 1 }),
);

test('any text is read, or refused with a problem', () => {
  const words = fc.constantFrom('Resources:', '{', '}', '[', ']', '\n', '  ', '- ', 'a: ', '&a ', '*a', '!Ref ', '!Sub ', '"', "'", '|', '>', 'Type: AWS::CodePipeline::Pipeline', '\t', ': ', '? ', '%', '---\n', '<<: ');
  fc.assert(fc.property(fc.oneof(fc.string(), fc.array(words, { maxLength: 30 }).map((parts) => parts.join('')), fc.json()), (text) => {
    for (const code of outcome({ text })) expect(only).toContain(code);
  }), { numRuns: 500 });
});

test('what no reader should follow to its end is refused', () => {
  const bomb = ['Resources:', '  a: &a [x, x]', ...Array.from({ length: 12 }, (_, i) => `  b${i}: &${'bcdefghijklm'[i]} [${Array(10).fill(`*${'abcdefghijkl'[i]}`).join(', ')}]`)].join('\n');
  expect(outcome({ bomb })).toEqual(['SP4503']);
  expect(outcome({ again: 'Resources: &all { Again: *all }' })).toEqual(['SP4503']);
  expect(outcome({ deep: `{ "Resources": ${'['.repeat(9000)}${']'.repeat(9000)} }` })).toEqual(['SP4503']);
});

test('templates with something else in some place are read', () => {
  const texts = everything();
  const [name] = Object.keys(texts).filter((key) => texts[key].includes('AWS::CodePipeline::Pipeline'));
  const template = JSON.parse(texts[name]) as { Resources: Record<string, { Type: string }> };
  const told = ['AWS::CodePipeline::Pipeline', 'AWS::StepFunctions::StateMachine', 'AWS::SSM::Document', 'AWS::CodeBuild::Project'];
  const Resources = Object.fromEntries(Object.entries(template.Resources).filter(([, { Type }]) => told.includes(Type)));
  fc.assert(fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 12 }), odd, (path, value) => {
    expect(outcome({ ...texts, [name]: JSON.stringify({ Resources: replaced(Resources, path, value) }) }).filter((code) => !only.includes(code))).toEqual([]);
  }), { numRuns: 60 });
});

describeWithShared('templates of others', () => {
  test('with letters changed they are read, or refused with a problem', () => {
    const folder = shared('data', 'codepipeline-templates');
    const texts = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
    fc.assert(fc.property(fc.constantFrom(...texts), fc.array(fc.tuple(fc.nat(), fc.string({ maxLength: 3 })), { maxLength: 5 }), (text, edits) => {
      const edited = edits.reduce((left, [at, letters]) => left.slice(0, at % left.length) + letters + left.slice(at % left.length + 1), text);
      for (const code of outcome({ edited })) expect(only).toContain(code);
    }), { numRuns: 100 });
  });
});

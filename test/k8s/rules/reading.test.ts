import { isCron } from '../../../src/k8s/rules/delivery/cron';
import { goDurationMs, isPrometheusDuration } from '../../../src/k8s/rules/durations';
import { Field } from '../../../src/k8s/rules/field';
import { isConstraint } from '../../../src/k8s/rules/kargo/constraint';
import { askedSteps, expressionsIn, isBalanced, isOneExpression, unknownFunctions } from '../../../src/k8s/rules/kargo/expression';

test.each([
  ['0', 0], ['90s', 90_000], ['1h30m', 5_400_000], ['1.5h', 5_400_000], ['-1m', -60_000], ['250ms', 250], ['1m0s', 60_000], ['.5s', 500],
])('%s is a duration of Go', (text, ms) => {
  expect(goDurationMs(text)).toBe(ms);
});

test.each(['', '1d', '5 minutes', '5', 'm', '1h 30m', '1m30', '--1m'])('fails when Go reads %p', (text) => {
  expect(goDurationMs(text)).toBeUndefined();
});

test('Prometheus reads days and no fractions, the largest unit first', () => {
  for (const text of ['0', '5m', '1d12h', '1h30m', '500ms']) expect(isPrometheusDuration(text)).toBe(true);
  for (const text of ['', '1.5m', '30m1h', '5', '5 m', '1m1m']) expect(isPrometheusDuration(text)).toBe(false);
});

test('a cron expression has five fields in range', () => {
  for (const text of ['* * * * *', '0 18 * * 5', '*/15 8-17 1,15 * MON-FRI', '0 0 1 JAN ?', '5/10 * * * *']) expect(isCron(text)).toBe(true);
  for (const text of ['* * * *', '* * * * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * * 13 *', '* * * * 7', '5-1 * * * *', '*/0 * * * *', 'a * * * *', '1-2-3 * * * *', '@daily']) {
    expect(isCron(text)).toBe(false);
  }
});

test('a range of versions is one that Kargo reads', () => {
  for (const text of ['^1.2.0', '~1.2', '>=1.2.0, <2', '>= 1.2 < 2.0.0', '1.x || >=3', '1.2 - 2.3.4', '*', '!=1.0.0', '=>1', 'v1.2.3-rc.1+build']) expect(isConstraint(text)).toBe(true);
  for (const text of ['latest', '', '^', '1.2.3.4', '>=1 &&<2', '1.2 -', '^1.0 ||']) expect(isConstraint(text)).toBe(false);
});

describe('expressions of Kargo', () => {
  test('are found by both marks', () => {
    expect(expressionsIn('a ${{ b }} c ${% d %} e')).toEqual({ bodies: [' b ', ' d '], isClosed: true });
    expect(expressionsIn('a ${{ b }').isClosed).toBe(false);
    expect(expressionsIn('{{args.hash}}')).toEqual({ bodies: [], isClosed: true });
  });

  test('stand alone in a condition', () => {
    expect(['${{ true }}', '${{ a }}\n', '${% b %}'].map(isOneExpression)).toEqual([true, true, true]);
    expect(['true', '!${{ a }}', '${{ a }}${{ b }}', '', '${{ a'].map(isOneExpression)).toEqual([false, false, false, false, false]);
  });

  test('call functions that exist, and methods of what they get', () => {
    expect(unknownFunctions("quote((now() + duration('12h')).Format('x(y)')) ?? not (a in [1]) && any(list, {#.f(1)})")).toEqual([]);
    expect(unknownFunctions("commitOf(vars.repo) + env('HOME')")).toEqual(['commitOf', 'env']);
  });

  test('close what they open', () => {
    expect(["a['b']", "f(')')", '[{a: 1}]'].map(isBalanced)).toEqual([true, true, true]);
    expect(['f(a', 'a]', '(]', "'a"].map(isBalanced)).toEqual([false, false, false, false]);
  });

  test('ask for steps by their outputs and their status', () => {
    expect(askedSteps("outputs.push.commit + outputs['push-back'].id + status('wait') + task.outputs.inner.a + ctx.outputs.b")).toEqual(['push', 'push-back', 'wait']);
  });
});

describe('a place in a manifest', () => {
  const field = new Field({ a: { b: [1, 'x', { c: null }] }, weight: '25', percent: '25%' }, 'Kind/name');

  test('knows its way and its value', () => {
    expect(field.at('a', 'b').items[1].text).toBe('x');
    expect(field.at('a', 'b').items[1].path).toBe('Kind/name/a/b/1');
    expect([field.at('weight').number, field.at('percent').number]).toEqual([25, undefined]);
    expect(field.leaves('').map(({ path }) => path)).toEqual(['Kind/name/a/b/1', 'Kind/name/weight', 'Kind/name/percent']);
    expect(field.leaves('%').map(({ path }) => path)).toEqual(['Kind/name/percent']);
  });

  test('reads as nothing what is missing or of another type', () => {
    const none = field.at('a', 'x', 'y', 'toString');
    expect([none.isSet, none.text, none.number, none.items, none.keys]).toEqual([false, '', undefined, [], []]);
    expect(field.at('constructor').isSet).toBe(false);
  });

  test('is shown in one short line', () => {
    expect(field.shown).toBe('{ a: { b: ... }, weight: 25, percent: 25% }');
    expect(new Field('a\n  b', '').shown).toBe('a b');
    expect(new Field('x'.repeat(99), '').shown).toHaveLength(60);
    expect([new Field(undefined, '').shown, new Field([], '').shown, new Field(false, '').shown]).toEqual(['nothing', '[]', 'false']);
  });
});

import { otherLabels, sampleLabels } from '../../../src/k8s/prometheus/sample-labels';

test.each([
  ['status="500"', { status: '500' }, { status: '200' }],
  ['status!="200"', { status: '500' }, { status: '200' }],
  ['status=~"5.."', { status: '500' }, { status: '200' }],
  // a value that merely contains what the expression says is not selected
  ['code=~"0"', { code: '0' }, { code: '200' }],
  ['outcome!~"ok|redirected"', { outcome: '200' }, { outcome: 'ok' }],
  ['name="web-[1]"', { name: 'web-[1]' }, { name: 'web-1' }],
  ['cluster=~"[^_]+_(web|web-canary)_.+"', { cluster: 'x_web_0' }, { cluster: '200' }],
  ['status!="404", status=~"4..|5.."', { status: '400' }, { status: '404' }],
  ['code="500",class="server"', { code: '500', class: 'server' }, { code: '200', class: '200' }],
  ['', {}, {}],
])('%s selects %j, and not %j', (matchers, selected, other) => {
  expect(sampleLabels(matchers)).toEqual(selected);
  expect(otherLabels(matchers)).toEqual(other);
});

test.each(['200', '500', 'success', 'failure', 'true', 'false', 'x'])('an expression that nobody sees through is tried with what occurs, such as %s', (value) => {
  expect(sampleLabels(`result=~"(?:${value})"`)).toEqual({ result: value });
});

test.each([
  ['no matchers', 'status'], ['quotes of another kind', 'code="500",status=\'500\''], ['an expression of another dialect', 'outcome=~"(?i)error"'], ['an expression of its own', 'trace=~"(?:[0-9a-f]{32})"'],
])('no labels are known for %s', (_what, matchers) => {
  expect(sampleLabels(matchers)).toBeUndefined();
});

test('no labels are known that an expression for everything does not select', () => {
  expect(otherLabels('outcome=~".*"')).toBeUndefined();
});

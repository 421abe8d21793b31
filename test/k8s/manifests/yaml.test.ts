import * as fc from 'fast-check';
import { parse } from 'yaml';
import { printYaml } from '../../../src/k8s/manifests/yaml';

/** Text of the kind that readers of YAML disagree about, beside any text at all. */
const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(' ', '\n', '-', ':', '#', "'", '"', '|', '>', '~', 'a', '1', '.', '0x', '\t', '\r', '\u2028', '\ufeff', '{{', '%', '@', '`', ',') }),
  fc.constantFrom('yes', 'No', 'on', 'null', '~', '1e3', '0o17', '017', '12:30', '.inf', '2026-01-01', '1_000', '=', '<<', 'True', '-', '?', '--- a', '...', '"', 'y', ''),
);
const data = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, texts, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }), tie('object')),
  object: fc.dictionary(texts.filter((key) => key !== '__proto__'), tie('value'), { maxKeys: 5 }),
})).object as fc.Arbitrary<object>;

test.each(['1.1', '1.2'] as const)('whatever is printed is read back by a reader of YAML %s', (version) => {
  fc.assert(fc.property(data, (value) => {
    const read: unknown = parse(printYaml(value), { version, merge: false, uniqueKeys: true, schema: version === '1.1' ? 'yaml-1.1' : 'core' });
    expect(read).toEqual(JSON.parse(JSON.stringify(value)));
  }), { numRuns: 2000 });
});

test('reads as the tools of Kubernetes print', () => {
  expect(printYaml({
    kind: 'Rollout',
    metadata: { name: 'web', labels: { 'app.kubernetes.io/name': 'web' }, annotations: {} },
    spec: { replicas: 5, steps: [{ setWeight: 20 }, { pause: { duration: '10m' } }], paused: false, args: [], nothing: undefined, matrix: [[1, 2]] },
    data: { script: 'first\n\n  second\n', version: '1.0', expr: "a{b='c'} > 0.5" },
  })).toBe([
    'kind: Rollout',
    'metadata:',
    '  name: web',
    '  labels:',
    '    app.kubernetes.io/name: web',
    '  annotations: {}',
    'spec:',
    '  replicas: 5',
    '  steps:',
    '  - setWeight: 20',
    '  - pause:',
    "      duration: '10m'",
    '  paused: false',
    '  args: []',
    '  matrix:',
    '  - - 1',
    '    - 2',
    'data:',
    '  script: |',
    '    first',
    '',
    '      second',
    "  version: '1.0'",
    "  expr: 'a{b=''c''} > 0.5'",
    '',
  ].join('\n'));
});

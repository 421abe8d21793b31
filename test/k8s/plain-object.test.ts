import { ApiObject, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import fc from 'fast-check';
import { PlainObject } from '../../src/k8s/plain-object';

const made = (make: typeof ApiObject, spec: unknown) => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop', labels: { team: 'web' } });
  return new make(chart, 'object', { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'thing', annotations: { why: 'because' } }, spec } as never);
};
const both = (spec: unknown, change: (object: ApiObject) => void = () => {}) => [PlainObject, ApiObject].map((make) => {
  const object = made(make, spec);
  change(object);
  return object.toJson() as object;
});

class Token {
  constructor(private readonly value: unknown) {}
  public resolve(): unknown {
    return this.value;
  }
}

test('a plain object is what cdk8s makes of it, to the order of its keys', () => {
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value').filter((one) => one !== null && one !== undefined), { maxLength: 3 }), tie('map'),
      tie('map').map((one) => Lazy.any({ produce: () => one })), tie('map').map((one) => new Token(one))),
    map: fc.dictionary(fc.string({ minLength: 1 }).filter((key) => !['__proto__', 'resolve', 'value'].includes(key)), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  }));
  fc.assert(fc.property(value, (spec) => {
    const [ours, theirs] = both(spec);
    expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
  }));
});

test('late changes are in it', () => {
  const spec = { replicas: 1 };
  const [ours, theirs] = both(spec, (object) => {
    object.metadata.addLabel('late', 'yes');
    object.addJsonPatch(JsonPatch.add('/spec/paused', true));
  });
  expect(ours).toEqual(theirs);
  expect(ours).toMatchObject({ metadata: { labels: { late: 'yes', team: 'web' } }, spec: { replicas: 1, paused: true } });
});

test('a token in a list, or behind a lazy value, is resolved', () => {
  const [ours, theirs] = both({ list: [1, Lazy.any({ produce: () => ({ inner: new Token('found') }) })] });
  expect(ours).toEqual(theirs);
  expect(ours).toMatchObject({ spec: { list: [1, { inner: 'found' }] } });
});

test('fails when something in it is no data, as in cdk8s', () => {
  expect(() => made(PlainObject, { when: new Map() }).toJson()).toThrow("can't render non-simple object of type 'Map'");
});

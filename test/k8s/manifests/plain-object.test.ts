import { ApiObject, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import fc from 'fast-check';
import { PlainObject, written } from '../../../src/k8s/manifests/plain-object';
import { alphabetical, printYaml } from '../../../src/k8s/manifests/yaml';

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

/** Keys by which cdk8s tells data from anything else. */
const UNREADABLE = ['__proto__', 'constructor'];

test('a plain object is what cdk8s makes of it, to the order of its keys', () => {
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value').filter((one) => one !== null && one !== undefined), { maxLength: 3 }), tie('map'),
      tie('map').map((one) => Lazy.any({ produce: () => one })), tie('map').map((one) => new Token(one))),
    map: fc.dictionary(fc.string({ minLength: 1 }).filter((key) => !['resolve', 'value', ...UNREADABLE].includes(key)), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  }));
  fc.assert(fc.property(value, (spec) => {
    const [ours, theirs] = both(spec);
    expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
  }));
});

test('so is its metadata, whatever was added to it late', () => {
  const text = fc.oneof(fc.string(), fc.string().map((value) => new Token(value) as unknown as string));
  const texts = fc.dictionary(fc.string({ minLength: 1 }).filter((key) => !UNREADABLE.includes(key)), text, { maxKeys: 3, noNullPrototype: true });
  const late = fc.record({
    labels: texts, annotations: texts, finalizers: fc.array(fc.string({ minLength: 1 }), { maxLength: 1 }),
    owners: fc.array(fc.constant({ apiVersion: 'v1', kind: 'Pod', name: 'one', uid: '1' }), { maxLength: 1 }),
    more: fc.dictionary(fc.constantFrom('generation', 'selfLink', 'labels'), fc.oneof(fc.integer(), texts), { maxKeys: 2, noNullPrototype: true }),
  });
  fc.assert(fc.property(late, ({ labels, annotations, finalizers, owners, more }) => {
    const [ours, theirs] = both({}, ({ metadata }) => {
      Object.entries(labels).forEach(([key, value]) => metadata.addLabel(key, value));
      Object.entries(annotations).forEach(([key, value]) => metadata.addAnnotation(key, value));
      metadata.addFinalizers(...finalizers);
      owners.forEach((owner) => metadata.addOwnerReference(owner));
      Object.entries(more).forEach(([key, value]) => metadata.add(key, value));
    });
    expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
  }));
});

test('what is written shares what needs no change, and is the same', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const spec = { second: { b: 1, a: [1] }, first: null, third: Lazy.any({ produce: () => 'late' }) };
  const object = new PlainObject(chart, 'object', { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'thing' }, spec } as never);
  const data = written(object) as { spec: typeof spec };
  expect(data.spec.second).toBe(spec.second);
  expect(JSON.parse(JSON.stringify(data))).toEqual(object.toJson());
  expect(printYaml(data, alphabetical)).toBe(printYaml(object.toJson()));
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

test('so is a late patch of an object that has nothing but metadata', () => {
  const [ours, theirs] = [PlainObject, ApiObject].map((make) => {
    const object = new make(new Chart(Testing.app(), 'chart', { namespace: 'shop' }), 'object', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    return object.toJson() as object;
  });
  expect(ours).toEqual(theirs);
  expect(ours).toEqual({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
});

test('a token in a list, or behind a lazy value, is resolved', () => {
  const [ours, theirs] = both({ list: [1, Lazy.any({ produce: () => ({ inner: new Token('found') }) })] });
  expect(ours).toEqual(theirs);
  expect(ours).toMatchObject({ spec: { list: [1, { inner: 'found' }] } });
});

test('fails when something in it is no data, as in cdk8s', () => {
  expect(() => made(PlainObject, { when: new Map() }).toJson()).toThrow("can't render non-simple object of type 'Map'");
});

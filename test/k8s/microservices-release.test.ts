import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { describeWithShared } from '../shared';
import { boutique, podsOf, published, repositoryOf, servicesOf } from './support/boutique';
import type { Manifest } from './support/manifest-validator';
import type { Subject } from './support/verify/subject';
import { written } from './support/verify/subject';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'k8s', 'objects.md'), 'utf8');

/** Objects that somebody who knows these controllers would write for the same release, by kind. */
const BY_HAND: Record<string, number> = {
  AppProject: 1, Application: 5, Project: 1, ProjectConfig: 1, PromotionTask: 1, Role: 1, RoleBinding: 1, ServiceAccount: 1, Stage: 5, Warehouse: 1,
};

const lines = (manifest: Manifest) => stringify(manifest, { lineWidth: 0 }).trim().split('\n').length;
const environments = ['beta', 'staging', 'one-box', 'prod-eu', 'prod-us'];

/** What it was verified by stands in verify/applications.test.ts. */
describeWithShared('the microservices-demo, released through four waves over two Regions', () => {
  let subject: Subject;
  beforeAll(() => { subject = written('microservices-demo', boutique); });
  afterAll(() => rmSync(subject.directory, { recursive: true }));

  const folder = (name: string) => subject.folders.find((one) => one.name === name)!.manifests;
  const ofKind = (name: string, kind: string) => folder(name).filter((one) => one.kind === kind);
  const named = (name: string, kind: string, own: string) => ofKind(name, kind).find(({ metadata }) => metadata.name === own)!;

  test('releases every service that takes requests, in each environment, by the digest of the release', () => {
    const services = servicesOf(published());
    expect(services).toHaveLength(10);
    for (const environment of environments) {
      expect(ofKind(environment, 'Rollout').map(({ metadata }) => metadata.name)).toEqual(services.map(({ metadata }) => metadata.name).sort());
      for (const service of services) {
        const [own] = podsOf(service).containers;
        expect(podsOf(named(environment, 'Rollout', service.metadata.name)).containers[0].image).toMatch(new RegExp(`^${repositoryOf(own.image)}@sha256:[0-9a-f]{64}$`));
      }
    }
  });

  test('applies everything else as it was published, and the load generator where there are no customers', () => {
    const beside = (name: string) => ofKind(name, 'Deployment').map(({ metadata }) => metadata.name);
    expect(environments.map(beside)).toEqual([['loadgenerator', 'redis-cart'], ['loadgenerator', 'redis-cart'], ['redis-cart'], ['redis-cart'], ['redis-cart']]);
    for (const kind of ['Deployment', 'ServiceAccount']) {
      for (const { metadata, ...rest } of ofKind('prod-eu', kind)) expect(published()).toContainEqual({ ...rest, metadata: { name: metadata.name, ...(metadata.labels && { labels: metadata.labels }) } });
    }
  });

  test('keeps the ports of every published Service', () => {
    for (const { metadata, spec } of published().filter(({ kind }) => kind === 'Service')) {
      expect(named('prod-eu', 'Service', metadata.name).spec.ports).toEqual(spec.ports);
    }
  });

  test('shifts by a route: of the gateway for customers, of the mesh for the others, in the steps of the wave', () => {
    const parents = ofKind('prod-eu', 'HTTPRoute').map(({ metadata, spec }) => [metadata.name, (spec.parentRefs as { kind?: string }[])[0].kind ?? 'Gateway']);
    expect(parents.filter(([, kind]) => kind === 'Gateway')).toEqual([['frontend', 'Gateway']]);
    expect(parents.filter(([, kind]) => kind === 'Service')).toHaveLength(9);
    const weights = (environment: string) => {
      const { strategy } = named(environment, 'Rollout', 'cartservice').spec as { strategy: { canary: { steps: { setWeight?: number }[] } } };
      return strategy.canary.steps.flatMap(({ setWeight }) => setWeight ?? []);
    };
    expect(environments.map(weights)).toEqual([[100], [50, 100], [10], [20, 40, 60, 80], [20, 40, 60, 80]]);
  });

  test('waits for the signals of every service before production', () => {
    const kustomization = readFileSync(join(subject.directory, 'prod-eu', 'kustomization.yaml'), 'utf8');
    expect(kustomization.match(/(error-ratio|latency-p99)\/\w+/g)).toHaveLength(20);
    expect(JSON.stringify(named('delivery', 'Stage', 'prod-us').spec)).toContain('"as":"quiet"');
  });

  test('the page says how many objects and lines the control plane has, and why each that nobody would write by hand', () => {
    const kinds = [...new Set(folder('delivery').map(({ kind }) => kind))].sort();
    const rows = kinds.map((kind) => {
      const all = ofKind('delivery', kind);
      return `| ${kind} | ${BY_HAND[kind] ?? 0} | ${all.length} | ${all.reduce((sum, one) => sum + lines(one), 0)} | `;
    });
    for (const row of rows) expect(page).toContain(`\n${row}`);
    const total = folder('delivery');
    expect(page).toContain(`\n| all | ${Object.values(BY_HAND).reduce((sum, count) => sum + count)} | ${total.length} | ${total.reduce((sum, one) => sum + lines(one), 0)} | `);
    const unexplained = kinds.filter((kind) => ofKind('delivery', kind).length > (BY_HAND[kind] ?? 0))
      .filter((kind) => !new RegExp(`^\\| ${kind} \\|[^|]*\\|[^|]*\\|[^|]*\\| [^|]{30,}\\|$`, 'm').test(page));
    expect(unexplained).toEqual([]);
  });

  test('each environment has, beside what its services have, two objects that tell people', () => {
    const own = new Set([...servicesOf(published()).map(({ metadata }) => metadata.name), ...published().map(({ metadata }) => metadata.name)]);
    const others = folder('prod-eu').filter(({ metadata }) => ![...own].some((name) => metadata.name === name || metadata.name.startsWith(`${name}-`)));
    expect(others.map(({ kind }) => kind)).toEqual(['AlertmanagerConfig', 'ConfigMap']);
  });
});

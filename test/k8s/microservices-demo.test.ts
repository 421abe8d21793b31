import { ApiObject, Chart } from 'cdk8s';
import { Artifact, Duration, Environment, k8s, Release, ReleasePipeline, ReleaseType, RollbackTrigger, Tier, TrafficShift } from 'spillway';
import { describeWithShared } from '../shared';
import { podsOf, published, repositoryOf } from './support/boutique';
import type { Manifest } from './support/manifest-validator';
import { findings } from './support/manifest-validator';
import { DIGEST, ERRORS } from './support/shop';

/** All of it through the back end: Deployments as workloads, everything else as it is. */
function released(release?: Release) {
  const app = new k8s.GitOpsApp({ outdir: 'unused' });
  const environment = new Environment('prod', { tier: Tier.PRODUCTION });
  const pipeline = new ReleasePipeline(app, 'Boutique', { service: 'boutique', rollbackOn: [RollbackTrigger.signal(ERRORS)] });
  pipeline.addWave('prod', { environments: [environment], trafficShift: TrafficShift.canary({ percent: 25, hold: Duration.minutes(10) }), bakeTime: Duration.hours(1) });
  const chart = new Chart(app, 'prod', { namespace: 'boutique' });
  for (const manifest of published()) {
    const { kind, metadata: { name } } = manifest;
    if (kind === 'Deployment') {
      new k8s.Workload(chart, name, {
        pipeline, environment, podTemplate: k8s.PodTemplate.manifest({ ...manifest }), replicas: 4, prometheus: k8s.Prometheus.at('http://prometheus:9090'), release,
      });
    } else {
      new ApiObject(chart, `${kind}-${name}`, { ...manifest });
    }
  }
  return chart;
}

function everyImage(): Release {
  const images = published().filter(({ kind }) => kind === 'Deployment').flatMap((one) => podsOf(one).containers.map(({ image }) => repositoryOf(image)));
  return Release.of({
    version: '0.10.6',
    commit: 'a'.repeat(40),
    author: 'somebody',
    type: ReleaseType.FEATURE,
    artifacts: [...new Set(images)].map((image) => Artifact.image(image, DIGEST)),
  });
}

describeWithShared('the eleven services of microservices-demo, as published', () => {
  const deployments = () => published().filter(({ kind }) => kind === 'Deployment');

  test('become valid Rollouts, each with its recorded signal and its analysis', () => {
    const all = released(everyImage()).toJson() as Manifest[];
    const names = deployments().map(({ metadata }) => metadata.name).sort();
    expect(names).toHaveLength(12); // eleven services and their Redis
    expect(all.filter(({ kind }) => kind === 'Rollout').map(({ metadata }) => metadata.name).sort()).toEqual(names);
    expect(all.filter(({ kind }) => kind === 'AnalysisTemplate')).toHaveLength(names.length);
    expect(all.filter(({ kind }) => kind === 'PrometheusRule')).toHaveLength(names.length);
    expect(all.flatMap(findings)).toEqual([]);
  });

  test('keep their own Services, which still select the pods', () => {
    const all = released(everyImage()).toJson() as Manifest[];
    const services = all.filter(({ kind }) => kind === 'Service');
    expect(services).toHaveLength(published().filter(({ kind }) => kind === 'Service').length);
    const labels = all.filter(({ kind }) => kind === 'Rollout').map(({ spec }) => (spec.template as { metadata: { labels: Record<string, string> } }).metadata.labels);
    for (const { spec } of services) {
      const selector = Object.entries(spec.selector as Record<string, string>);
      expect(labels.filter((own) => selector.every(([key, value]) => own[key] === value))).toHaveLength(1);
    }
  });

  test('keep probes and environment of every container, and run by digest', () => {
    const all = released(everyImage()).toJson() as Manifest[];
    for (const deployment of deployments()) {
      const rollout = all.find(({ kind, metadata }) => kind === 'Rollout' && metadata.name === deployment.metadata.name)!;
      podsOf(deployment).containers.forEach((own, i) => {
        const { env, readinessProbe, livenessProbe, image } = podsOf(rollout).containers[i];
        expect({ env, readinessProbe, livenessProbe }).toEqual({ env: own.env, readinessProbe: own.readinessProbe, livenessProbe: own.livenessProbe });
        expect(image).toBe(`${repositoryOf(own.image)}@${DIGEST}`);
      });
    }
  });

  test('leaves an image alone that came by digest', () => {
    const rollout = (released(everyImage()).toJson() as Manifest[]).find(({ kind, metadata }) => kind === 'Rollout' && metadata.name === 'loadgenerator')!;
    expect(podsOf(rollout).initContainers![0].image).toMatch(/^busybox:1.38.0@sha256:fd8d9aa6/);
  });

  test('fails when no release says which digests their tags mean', () => {
    expect(() => released().toJson()).toThrow(/SP5102 prod\/frontend\/server: image is not pinned by digest: got ".*frontend:v0.10.6"/);
  });
});

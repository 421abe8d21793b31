import { readFileSync } from 'node:fs';
import { ApiObject, Chart } from 'cdk8s';
import {
  Artifact, Day, DeploymentWindow, Duration, Environment, Freeze, Gate, k8s, Release, ReleasePipeline, ReleaseType, RollbackTrigger, Signal, Tier, Traffic,
  TrafficShift, Verification,
} from 'spillway';
import { parseAllDocuments } from 'yaml';
import { shared } from '../../shared';
import type { Manifest } from './manifest-validator';

interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: object[];
  readonly readinessProbe?: object;
  readonly livenessProbe?: object;
}

interface PodSpec {
  readonly containers: Container[];
  readonly initContainers?: Container[];
}

interface ServiceSpec {
  readonly ports: { readonly name: string; readonly port: number; readonly targetPort: number }[];
}

const timeZone = 'Europe/Zurich';
const beta = new Environment('beta', { tier: Tier.TEST });
const staging = new Environment('staging', { tier: Tier.STAGING });
const oneBox = new Environment('one-box', { tier: Tier.PRODUCTION });
const production = [new Environment('prod-eu', { tier: Tier.PRODUCTION }), new Environment('prod-us', { tier: Tier.PRODUCTION })];

/** The microservices-demo as its authors publish it. */
export function published(): Manifest[] {
  return parseAllDocuments(readFileSync(shared('data', 'microservices-demo', 'kubernetes-manifests.yaml'), 'utf8'))
    .map((document) => document.toJS() as Manifest).filter(Boolean);
}

export function podsOf({ spec }: Manifest): PodSpec {
  return (spec.template as { spec: PodSpec }).spec;
}

export function repositoryOf(image: string): string {
  return image.split('@')[0].replace(/:[^:/]*$/, '');
}

/** What is released: whatever has images of the shop and takes requests. Redis is somebody else's, and nobody calls the load generator. */
export function servicesOf(manifests: Manifest[]): Manifest[] {
  const called = manifests.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name);
  return manifests.filter(({ kind, metadata }) => kind === 'Deployment' && called.includes(metadata.name) && metadata.name !== 'redis-cart');
}

function pipelineOf(app: k8s.GitOpsApp): ReleasePipeline {
  const errors = Signal.errorRatio({ atMost: 0.005 });
  const slow = Signal.latency({ percentile: 99, atMost: Duration.millis(400) });
  const days = [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY];
  const officeHours = DeploymentWindow.weekly('office-hours', { days, from: '09:00', to: '16:00', timeZone });
  const pipeline = new ReleasePipeline(app, 'Boutique', {
    service: 'boutique',
    traffic: Traffic.of({ requestsPerSecond: 120, errorRatio: 0.001 }),
    rollbackOn: [RollbackTrigger.signal(errors), RollbackTrigger.signal(slow)],
    freezes: [Freeze.yearly('year-end', { owner: 'release-managers', reason: 'the busiest weeks', from: '12-18', to: '01-04', timeZone })],
  });
  pipeline.addWave('beta', { environments: [beta], bakeTime: Duration.minutes(10) });
  pipeline.addWave('staging', {
    environments: [staging],
    trafficShift: TrafficShift.canary({ percent: 50, hold: Duration.minutes(10) }),
    verifications: [Verification.measurement({ name: 'steady', signal: slow, duration: Duration.minutes(10) })],
    bakeTime: Duration.minutes(30),
  });
  pipeline.addWave('one-box', {
    environments: [oneBox],
    gates: [Gate.quiet(errors, slow), Gate.approval({ group: 'release-managers' }), Gate.window(officeHours)],
    trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(15) }),
    bakeTime: Duration.hours(1),
  });
  pipeline.addWave('prod', {
    environments: production,
    gates: [Gate.quiet(errors, slow), Gate.window(officeHours)],
    trafficShift: TrafficShift.linear({ percent: 20, every: Duration.minutes(10) }),
    bakeTime: Duration.hours(12),
  });
  return pipeline;
}

/** Customers come through the gateway of the cluster, services call each other in the mesh. */
function routerOf(name: string): k8s.TrafficRouter {
  return name === 'frontend'
    ? k8s.TrafficRouter.gatewayApi({ gateway: 'public', gatewayNamespace: 'gateways', hostnames: ['boutique.example.com'] })
    : k8s.TrafficRouter.linkerd();
}

/**
 * All of it, released through four waves over two Regions, nothing in its file edited. A Deployment that is released becomes
 * a workload and its Service the workload's ports; everything else is applied as it is. The load generator stays out of
 * production, where customers make the load.
 */
export function boutique(outdir: string): k8s.GitOpsApp {
  const all = published();
  const services = servicesOf(all);
  const images = services.flatMap((one) => podsOf(one).containers.map(({ image }) => repositoryOf(image)));
  const release = Release.of({
    version: '0.10.6',
    commit: 'b'.repeat(40),
    author: 'alex',
    type: ReleaseType.FEATURE,
    artifacts: images.map((image, i) => Artifact.image(image, `sha256:${(i + 1).toString(16).padStart(64, '0')}`)),
  });
  const app = new k8s.GitOpsApp({ outdir });
  const pipeline = pipelineOf(app);
  const delivery = new k8s.GitOpsRelease(new Chart(app, 'delivery'), 'Release', {
    pipeline,
    repository: { url: 'https://git.example.com/boutique/deploy.git' },
    images: images.map((repository) => ({ repository })),
  });
  delivery.notify(k8s.Audience.slack('boutique-releases'));
  for (const environment of pipeline.waves.flatMap((wave) => wave.environments)) {
    const cluster = environment.environmentName;
    const chart = new Chart(app, cluster, { namespace: 'boutique' });
    for (const manifest of all) {
      const { kind, metadata: { name } } = manifest;
      const deployment = services.find((one) => one.metadata.name === name);
      if (kind === 'Deployment' && deployment) {
        const service = all.find((one) => one.kind === 'Service' && one.metadata.name === name)!.spec as unknown as ServiceSpec;
        new k8s.Workload(chart, name, {
          pipeline, environment, release,
          podTemplate: k8s.PodTemplate.manifest({ ...manifest }),
          replicas: 3,
          ports: service.ports.map(({ name: portName, port, targetPort }) => ({ name: portName, port, targetPort })),
          router: routerOf(name),
          prometheus: k8s.Prometheus.at('http://prometheus-operated.monitoring:9090', { metrics: k8s.RequestMetrics.linkerd() }),
        });
      } else if (!(kind === 'Service' && deployment) && !(name === 'loadgenerator' && environment.environmentName.match(/^prod|^one/))) {
        new ApiObject(chart, `${kind}-${name}`, { ...manifest });
      }
    }
    delivery.deploy(environment, chart, { cluster, prometheusAddress: `https://prometheus.${cluster}.example.com` });
  }
  return app;
}

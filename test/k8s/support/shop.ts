import { Chart } from 'cdk8s';
import type { ReleasePipelineProps, WaveOptions } from 'spillway';
import { Duration, Environment, k8s, ReleasePipeline, RollbackTrigger, Signal, Tier } from 'spillway';
import type { Manifest } from './manifest-validator';

export const DIGEST = `sha256:${'a'.repeat(64)}`;
export const IMAGE = 'registry.example.com/shop/web';
export const PODS = { spec: { containers: [{ name: 'web', image: `${IMAGE}@${DIGEST}` }] } };
export const ERRORS = Signal.errorRatio({ atMost: 0.005 });
export const SLOW = Signal.latency({ percentile: 99, atMost: Duration.millis(400) });
export const WATCHED = [RollbackTrigger.signal(ERRORS), RollbackTrigger.signal(SLOW)];

export const beta = new Environment('beta', { tier: Tier.TEST });
export const east = new Environment('east', { tier: Tier.STAGING });
export const west = new Environment('west', { tier: Tier.STAGING });
export const prodEu = new Environment('prod-eu', { tier: Tier.PRODUCTION });
export const prodUs = new Environment('prod-us', { tier: Tier.PRODUCTION });

export interface ShopOptions {
  readonly pipeline?: Partial<ReleasePipelineProps>;
  readonly waves?: [string, WaveOptions][];
  readonly workload?: Partial<k8s.WorkloadProps>;
  readonly release?: Partial<k8s.GitOpsReleaseProps>;
  readonly deploy?: k8s.DeployOptions;
  readonly app?: k8s.GitOpsApp;
  /** Empty: the charts do not say it. */
  readonly namespace?: string;
}

/** An app with one workload in each environment of its waves. */
export function shop(options: ShopOptions = {}) {
  const app = options.app ?? new k8s.GitOpsApp({ outdir: 'unused' });
  const pipeline = new ReleasePipeline(app, 'Shop', { service: 'shop', ...options.pipeline });
  for (const [name, wave] of options.waves ?? [['beta', { environments: [beta] }]]) pipeline.addWave(name, wave);
  const release = new k8s.GitOpsRelease(new Chart(app, 'delivery'), 'Release', {
    pipeline, repository: { url: 'https://git.example.com/shop.git' }, images: [{ repository: IMAGE }], ...options.release,
  });
  const environments = pipeline.waves.flatMap((wave) => wave.environments);
  for (const environment of environments) {
    const chart = new Chart(app, environment.environmentName, { namespace: (options.namespace ?? 'shop') || undefined });
    new k8s.Workload(chart, 'Web', {
      pipeline,
      environment,
      podTemplate: k8s.PodTemplate.inline(PODS),
      replicas: 5,
      ports: [{ port: 80, targetPort: 8080 }],
      prometheus: k8s.Prometheus.at('http://prometheus.monitoring:9090'),
      ...options.workload,
    });
    release.deploy(environment, chart, { cluster: environment.environmentName, ...options.deploy });
  }
  return { app, pipeline, release };
}

/** What the app would write, without writing it; throws with all problems as `synth` does. */
export function manifests(app: k8s.GitOpsApp): Manifest[] {
  return app.charts.flatMap((chart) => chart.toJson() as Manifest[]);
}

/** The object of a kind and name in the folder of a chart. */
export function object(app: k8s.GitOpsApp, folder: string, kind: string, name: string): Manifest {
  const written = (app.node.findChild(folder) as Chart).toJson() as Manifest[];
  const found = written.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name} in ${folder}: ${written.map((one) => `${one.kind} ${one.metadata.name}`).join(', ')}`);
  return found;
}

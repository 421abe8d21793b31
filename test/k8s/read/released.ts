import { Chart } from 'cdk8s';
import { k8s, Plan, ReleasePipeline } from 'spillway';
import { IMAGE, PODS } from '../support/shop';
import type { Declared } from './arbitrary-declared';

const token = { secret: 'tokens', key: 'token' };

export interface Released {
  readonly app: k8s.GitOpsApp;
  readonly plan: Plan;
}

/** A declaration with everything that Kargo and the workloads are told besides. */
export function released({ freezes, waves }: Declared, hasReviews: boolean, isRouted: boolean): Released {
  const app = new k8s.GitOpsApp({ outdir: 'unused' });
  const pipeline = new ReleasePipeline(app, 'Shop', { service: 'shop', freezes });
  for (const [i, { options, after }] of waves.entries()) {
    const known = pipeline.waves;
    pipeline.addWave(`wave-${i}`, { ...options, after: after?.map((place) => known[place]) });
  }
  const plan = Plan.of(pipeline);
  const gates = plan._document.waves.flatMap((wave) => wave.gates);
  const groups = gates.flatMap((gate) => (gate.kind === 'approval' ? [gate.group] : []));
  const systems = gates.flatMap((gate) => (gate.kind === 'change' ? [gate.system] : []));
  const release = new k8s.GitOpsRelease(new Chart(app, 'delivery'), 'Release', {
    pipeline,
    repository: {
      url: 'https://github.com/example/shop.git',
      // several people can only be counted where they review
      ...(hasReviews || gates.some((gate) => gate.kind === 'approval' && gate.quorum > 1)) && { reviews: k8s.Reviews.gitHub({ token, teams: Object.fromEntries(groups.map((group) => [group, `example/${group}`])) }) },
    },
    images: [{ repository: IMAGE }],
    changeSystems: Object.fromEntries(systems.map((system) => [system, k8s.ChangeSystem.http({ url: `https://${system}.example.com/tickets`, token })])),
    evidence: k8s.EvidenceStore.cosign({ publicKey: 'key', verifier: `registry.example.com/cosign@sha256:${'0'.repeat(64)}` }),
    kargoApi: { url: 'https://kargo.example.com', token },
  });
  for (const environment of pipeline.waves.flatMap((wave) => wave.environments)) {
    const chart = new Chart(app, environment.environmentName, { namespace: 'shop' });
    new k8s.Workload(chart, 'Web', {
      pipeline,
      environment,
      podTemplate: k8s.PodTemplate.inline(PODS),
      replicas: 100,
      ports: [{ port: 80 }],
      // the pods' own Service cannot be asked by version without one
      router: isRouted ? k8s.TrafficRouter.linkerd() : undefined,
      prometheus: k8s.Prometheus.at('http://prometheus.monitoring:9090', {
        queries: { 'queue-depth': 'avg(queue_depth{$pods})' },
        probes: { checkout: { target: isRouted ? '/checkout' : 'https://shop.example.com/checkout' } },
        prober: 'blackbox-exporter.monitoring:9115',
      }),
    });
    release.deploy(environment, chart, { cluster: environment.environmentName });
  }
  return { app, plan };
}

import { App, Chart } from 'cdk8s';
import { Deployment, Probe } from 'cdk8s-plus-28';
import { Artifact, k8s, Release, ReleaseType } from 'spillway';
import { ordersPipeline } from './pipeline';

const IMAGE = 'registry.example.com/shop/orders';

/** What the build hands over; the digest is made up here. */
const release = Release.of({
  version: '1.8.0',
  commit: '9d0e2f1c3b7a8d904f0bd4a51c1b4f6e9d0e2f1c',
  author: 'alex',
  type: ReleaseType.FEATURE,
  artifacts: [Artifact.image(IMAGE, `sha256:${'5'.repeat(64)}`)],
});

/** Orders as pods, the same in every environment. */
function pods(): k8s.IPodTemplate {
  const deployment = new Deployment(new Chart(new App(), 'unused'), 'orders');
  deployment.addContainer({ name: 'orders', image: IMAGE, portNumber: 8080, readiness: Probe.fromHttpGet('/ready', { port: 8080 }) });
  return k8s.PodTemplate.of(deployment);
}

/** The pipeline as Kargo Stages, Argo CD Applications and Argo Rollouts, with the clusters of the environments. */
export function ordersOnKubernetes(outdir?: string): k8s.GitOpsApp {
  const app = new k8s.GitOpsApp({ outdir });
  const pipeline = ordersPipeline(app);
  const delivery = new k8s.GitOpsRelease(new Chart(app, 'delivery'), 'Release', {
    pipeline,
    repository: { url: 'https://git.example.com/shop/deploy.git' },
    images: [{ repository: IMAGE, constraint: '^1.0.0' }],
  });
  for (const environment of pipeline.waves.flatMap(({ environments }) => environments)) {
    const cluster = environment.environmentName;
    const chart = new Chart(app, cluster, { namespace: 'orders' });
    new k8s.Workload(chart, 'orders', {
      pipeline,
      environment,
      release,
      replicas: 10,
      ports: [{ port: 80, targetPort: 8080 }],
      podTemplate: pods(),
      prometheus: k8s.Prometheus.at('http://prometheus-operated.monitoring:9090'),
    });
    delivery.deploy(environment, chart, { cluster, prometheusAddress: `https://prometheus.${cluster}.example.com` });
  }
  return app;
}

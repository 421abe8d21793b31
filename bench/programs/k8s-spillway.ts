/** The Kubernetes back end: `k8s-spillway WORKLOADS [ENVIRONMENTS]`, the workloads spread over the environments. */
import { Chart } from 'cdk8s';
import { Environment, ReleasePipeline, Tier, TrafficShift } from 'spillway';
import { GitOpsApp, GitOpsRelease, PodTemplate, Workload } from 'spillway/k8s';
import { newDirectory, mark, numbers, report } from './harness';
import { filesIn, objectsIn, pods } from './k8s-shape';

const [workloads, count = 1] = numbers;
mark('start');
const outdir = newDirectory(`k8s-spillway-${workloads}-${count}`);
const app = new GitOpsApp({ outdir });
const environments = Array.from({ length: count }, (_, index) => new Environment(`env-${index + 1}`, { tier: Tier.TEST }));
const control = new Chart(app, 'release');
const pipeline = new ReleasePipeline(control, 'Shop', { service: 'shop' });
pipeline.addWave('prod', { environments, trafficShift: TrafficShift.rolling() });
const release = new GitOpsRelease(control, 'Release', {
  pipeline, repository: { url: 'https://git.example.com/shop/config.git' }, images: [{ repository: 'registry.example.com/web-1' }],
});
for (const environment of environments) {
  const chart = new Chart(app, environment.environmentName, { namespace: 'shop' });
  for (let index = 1; index <= workloads / count; index++) {
    const name = `web-${index}`;
    new Workload(chart, name, { pipeline, environment, podTemplate: PodTemplate.inline(pods(name)), replicas: 5, ports: [{ port: 80, targetPort: 8080 }] });
  }
  release.deploy(environment, chart, { cluster: environment.environmentName });
}
mark('construct');
app.synth();
mark('synth');
report(() => ({ workloads, objects: objectsIn(outdir) - objectsIn(`${outdir}/release`), files: filesIn(outdir) }));

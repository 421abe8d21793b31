/** cdk8s-plus, a file for each object: `k8s-plus WORKLOADS`. A workload is a Deployment, a Service and a PodDisruptionBudget. */
import { App, Chart, YamlOutputType } from 'cdk8s';
import { Deployment, EnvValue, k8s, Probe } from 'cdk8s-plus-28';
import { newDirectory, mark, numbers, report } from './harness';
import { image, objectsIn } from './k8s-shape';

const [workloads] = numbers;
mark('start');
const outdir = newDirectory(`k8s-plus-${workloads}`);
const app = new App({ outdir, outputFileExtension: '.yaml', yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
const chart = new Chart(app, 'prod', { namespace: 'shop' });
for (let index = 1; index <= workloads; index++) {
  const name = `web-${index}`;
  const deployment = new Deployment(chart, name, {
    replicas: 5,
    containers: [{
      image: image(name),
      portNumber: 8080,
      envVariables: { SERVICE: EnvValue.fromValue(name) },
      liveness: Probe.fromHttpGet('/live'),
      readiness: Probe.fromHttpGet('/ready'),
    }],
  });
  deployment.exposeViaService({ name, ports: [{ port: 80, targetPort: 8080 }] });
  new k8s.KubePodDisruptionBudget(chart, `${name}-budget`, {
    metadata: { name }, spec: { maxUnavailable: k8s.IntOrString.fromString('25%'), selector: { matchLabels: deployment.matchLabels }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  });
}
mark('construct');
app.synth();
mark('synth');
report(() => ({ workloads, objects: objectsIn(outdir) }));

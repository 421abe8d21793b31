import { ApiObject } from 'cdk8s';
import { Duration, Gate, k8s, RollbackTrigger, Signal, TrafficShift } from 'spillway';
import type { PrometheusOptions } from '../../../../src/k8s/prometheus';
import { beta, DIGEST, IMAGE, PODS, prodEu, WATCHED } from '../shop';
import type { BadDeclaration } from './bad-declaration';
import { bad, chartOf, watching } from './bad-declaration';

const pods = (container: object, spec: object = {}) => ({
  podTemplate: k8s.PodTemplate.inline({ spec: { containers: [{ ...PODS.spec.containers[0], ...container }], ...spec } }),
});
const deployment = (selector: object) => k8s.PodTemplate.manifest({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { selector, template: { metadata: { labels: { app: 'web' } }, ...PODS } },
});
const cpu = pods({ resources: { requests: { cpu: '100m' } } });
const canary = watching({});
const green = { waves: [['beta', { environments: [beta], trafficShift: TrafficShift.blueGreen() }]] as [string, object][] } as never;
const measured = (signal: Signal, options: PrometheusOptions = {}) => ({
  ...canary, pipeline: { rollbackOn: [RollbackTrigger.signal(signal)] }, workload: { prometheus: k8s.Prometheus.at('http://prometheus:9090', options) },
});
const front = Signal.synthetic({ probe: 'front', atLeastSuccessPercent: 90 });

/** Workloads that could not run, not be measured, or not take the weights of their wave. */
export const BAD_WORKLOADS: BadDeclaration[] = [
  bad('a fifth of three pods is asked for', 'SP5101', { ...canary, workload: { replicas: 3 } }),
  bad('an autoscaler may leave too few pods for the weight', 'SP5101', { ...canary, workload: { ...cpu, replicas: undefined, autoscaling: { minReplicas: 2, maxReplicas: 20 } } }),
  bad('an image has a tag', 'SP5102', { workload: pods({ image: `${IMAGE}:1.2.3` }), release: { images: [] } }),
  bad('a digest is cut short', 'SP5102', { workload: pods({ image: `${IMAGE}@sha256:abc` }), release: { images: [] } }),
  bad('a volume is an image with a tag', 'SP5102', { workload: pods({}, { volumes: [{ name: 'plugin', image: { reference: 'registry.example.com/plugin:latest' } }] }) }),
  bad('pods have no containers', 'SP5103', { workload: { podTemplate: k8s.PodTemplate.manifest({ kind: 'Service', spec: {} }) }, release: { images: [] } }),
  bad('pods share the network of their node', 'SP5104', { workload: pods({}, { hostNetwork: true }) }),
  bad('a container is privileged', 'SP5104', { workload: pods({ securityContext: { privileged: true } }) }),
  bad('a volume is a folder of the node', 'SP5104', { workload: pods({}, { volumes: [{ name: 'host', hostPath: { path: '/' } }] }) }),
  bad('a workload is for an environment of no wave', 'SP5105 SP5207', { workload: { environment: prodEu } }),
  bad('nothing measures the signals', 'SP5106', { pipeline: { rollbackOn: WATCHED }, workload: { prometheus: undefined } }),
  bad('a metric has no query', 'SP5107', measured(Signal.custom({ metric: 'queue-depth', atMost: 100 }))),
  bad('a statistic has no meaning in Prometheus', 'SP5107', measured(Signal.custom({ metric: 'queue-depth', statistic: 'mode', atMost: 100 }), { queries: { 'queue-depth': 'avg(depth{$pods})' } })),
  bad('blue and green have no port', 'SP5108', { ...green as object, workload: { ports: [] } }),
  bad('there are no pods', 'SP5109', { workload: { replicas: 0 } }),
  bad('there is half a pod', 'SP5109', { workload: { replicas: 1.5 } }),
  bad('an autoscaler has its numbers the wrong way round', 'SP5109', { workload: { ...cpu, replicas: undefined, autoscaling: { minReplicas: 5, maxReplicas: 2 } } }),
  bad('a name has an underscore', 'SP5110', { workload: { workloadName: 'web_front' } }),
  bad('a name is so long that those of pods are cut', 'SP5110', { workload: { workloadName: 'w'.repeat(47) } }),
  bad('a port is zero', 'SP5111', { workload: { ports: [{ port: 0 }] } }),
  bad('one of two ports has no name', 'SP5111', { workload: { ports: [{ port: 80 }, { port: 81, name: 'admin' }] } }),
  bad('several Deployments describe the pods', 'SP5112', {}, (made) => {
    const source = chartOf(made);
    ['web', 'worker'].forEach((name) => new ApiObject(source, name, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { template: PODS } }));
    new k8s.Workload(source, 'Second', { pipeline: made.pipeline, environment: beta, podTemplate: k8s.PodTemplate.of(source), replicas: 1 });
  }),
  bad('pods are counted twice', 'SP5113', { workload: { ...cpu, autoscaling: { minReplicas: 2, maxReplicas: 4 } } }),
  bad('pods are not counted at all', 'SP5113', { workload: { replicas: undefined } }),
  bad('an autoscaler has nothing to count', 'SP5114', { workload: { replicas: undefined, autoscaling: { minReplicas: 2, maxReplicas: 4 } } }),
  bad('an autoscaler aims at nothing', 'SP5114', { workload: { ...cpu, replicas: undefined, autoscaling: { minReplicas: 2, maxReplicas: 4, cpuPercent: 0 } } }),
  bad('a router has no port', 'SP5115', { workload: { router: k8s.TrafficRouter.linkerd(), ports: [] } }),
  bad('a migration starts from no Deployment', 'SP5116', { workload: { migration: k8s.Migration.FROM_DEPLOYMENT } }),
  bad('a migrated Deployment selects by expressions', 'SP5116', {
    workload: { podTemplate: deployment({ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'app', operator: 'Exists' }] }), migration: k8s.Migration.TO_DEPLOYMENT },
  }),
  bad('an autoscaler was made for the Deployment', 'SP5117', { workload: { podTemplate: deployment({ matchLabels: { app: 'web' } }) } }, (made) => new ApiObject(chartOf(made), 'Hpa', {
    apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web' },
    spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
  })),
  ...['StatefulSet', 'DaemonSet', 'Job'].map((kind) => bad(`the pods are those of a ${kind}`, 'SP5118', { workload: { podTemplate: k8s.PodTemplate.manifest({ kind, spec: { template: PODS } }) } })),
  bad('an error budget is asked of what takes no requests', 'SP5301', {
    waves: [['beta', { environments: [beta], gates: [Gate.budget({ objective: 0.999, remainingAtLeast: 0.2 })] }]], workload: { ports: [] },
  }),
  bad('a probe is not known', 'SP5302 SP5303', measured(front, { prober: 'blackbox:9115' })),
  bad('nothing probes', 'SP5302', { ...measured(front), workload: { router: k8s.TrafficRouter.linkerd(), prometheus: k8s.Prometheus.at('http://p', { probes: { front: { target: '/' } } }) } }),
  bad('a gateway counts both versions together', 'SP5303', measured(Signal.errorRatio({ atMost: 0.005 }), { metrics: k8s.RequestMetrics.envoyGateway() })),
  bad('a query is about the pods of both versions', 'SP5303', measured(Signal.custom({ metric: 'queue-depth', atMost: 100 }), { queries: { 'queue-depth': 'max(queue_depth)' } })),
  bad('samples are too rare', 'SP5304', measured(Signal.errorRatio({ atMost: 0.005 }), { scrapeInterval: Duration.minutes(1) })),
  bad('workloads are measured by two Prometheis, of which a bake asks one', 'SP5307', watching({ bakeTime: Duration.minutes(10) }), (made) => new k8s.Workload(chartOf(made), 'Api', {
    pipeline: made.pipeline, environment: beta, podTemplate: k8s.PodTemplate.inline(PODS), replicas: 5, prometheus: k8s.Prometheus.at('http://other:9090'),
  })),
  bad('a workload is wrong in five ways', 'SP5102 SP5104 SP5109 SP5110 SP5111', {
    workload: { ...pods({ image: 'web:1' }, { hostPID: true }), replicas: 0, workloadName: 'Web', ports: [{ port: 0 }] }, release: { images: [] },
  }),
  bad('a release has other images only', 'SP5102', {
    workload: { ...pods({ image: `${IMAGE}:1` }), podTemplate: k8s.PodTemplate.inline({ spec: { containers: [{ name: 'web', image: `${IMAGE}:1` }, { name: 'proxy', image: `proxy@${DIGEST}` }] } }) }, release: { images: [] },
  }),
];

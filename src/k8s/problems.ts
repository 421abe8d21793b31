import { error } from '../plan/problem-definition';

/*
 * SP50xx          what a plan asks that the controllers cannot do
 * SP51xx          workloads
 * SP5201..SP5219  the release, its charts and its repository
 *
 * Elsewhere:
 * SP5220..SP5299  what controllers demand of a manifest (rules/)
 * SP53xx          signals and Prometheus
 * SP54xx          gates, policies, people
 * SP55xx          GitOps Promoter
 * SP56xx          Flagger, and Deployments without a controller
 * SP57xx          reading
 */

export const SP5001 = error('SP5001', 'step is too short for its signals to fail',
  'An analysis that ends before enough data points can exist passes unmeasured: the canary would detect nothing.',
  'TrafficShift.canary({ percent: 10, hold: Duration.minutes(2) }) // with a signal that needs 3 data points of a minute');

export const SP5003 = error('SP5003', 'duration is not a whole number of seconds',
  'Kargo, Argo Rollouts and Prometheus are told whole seconds; a rounded one would not be what was declared.',
  'bakeTime: Duration.millis(1500)');

export const SP5004 = error('SP5004', 'environment has the name of a control-flow Stage',
  'Stages share one namespace: two of the same name would overwrite each other.',
  "new Environment('wave-prod', { tier }) // and a wave 'prod' with several environments");

export const SP5005 = error('SP5005', 'weight is not a whole percent',
  'Argo Rollouts takes whole percents, so a fraction would be lost.',
  'TrafficShift.canary({ percent: 2.5, hold: Duration.minutes(10) })');

export const SP5006 = error('SP5006', 'old copy is gone before its verification ends',
  'Argo Rollouts documents that the analysis after the switch ends, as passed, when the old copy is scaled down. Version 1.9.1 keeps the copy until the analysis has succeeded; do not count on that.',
  'TrafficShift.blueGreen({ keepOld: Duration.minutes(1) }) // with a measurement of 10 minutes');

export const SP5007 = error('SP5007', 'wave asks for several approvals',
  'One person promotes a Stage in Kargo; the second group would never be asked.',
  "gates: [Gate.approval({ group: 'release-managers' }), Gate.approval({ group: 'security' })]");

export const SP5101 = error('SP5101', 'weight cannot be made with the replicas',
  'Without a traffic router the share of traffic is the share of pods: 1 % of 5 pods is none or a fifth.',
  "new k8s.Workload(chart, 'Web', { replicas: 3, ...props }) // in a wave with a canary of 10 %");

export const SP5102 = error('SP5102', 'image is not pinned by digest',
  'A tag can be moved, so what runs would not be what was verified.',
  "PodTemplate.inline({ spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1.2.3' }] } }) // and no release");

export const SP5103 = error('SP5103', 'pod template has no containers',
  'A Rollout without containers is refused by its controller only after the release has begun.',
  'PodTemplate.manifest({ kind: "Service" })');

export const SP5104 = error('SP5104', 'pod is not allowed by Pod Security "restricted"',
  'Where the namespace enforces the standard, no new pod would start and the release would time out.',
  'PodTemplate.inline({ spec: { hostNetwork: true, containers } })');

export const SP5105 = error('SP5105', 'environment is not part of the pipeline',
  'Nothing would ever be promoted there.',
  "new k8s.Workload(chart, 'Web', { pipeline, environment: anotherPipelinesEnvironment, ...props })");

export const SP5106 = error('SP5106', 'signals have no Prometheus',
  'A rollback trigger that nothing measures never fires.',
  "new k8s.Workload(chart, 'Web', { pipeline, environment, podTemplate, replicas: 2 }) // and rollbackOn lists a signal");

export const SP5107 = error('SP5107', 'signal has no query',
  'What a custom metric or resource is called in Prometheus is not known to the plan.',
  "Signal.custom({ metric: 'queue-depth', atMost: 100 }) // and Prometheus.at(address) without queries");

export const SP5108 = error('SP5108', 'blue/green has no port',
  'The switch is made between two Services, and a Service has at least one port.',
  "new k8s.Workload(chart, 'Web', { ports: [], ...props }) // in a wave with TrafficShift.blueGreen()");

export const SP5109 = error('SP5109', 'replicas are no number of pods',
  'With none there is nothing to shift traffic to or to measure, and the API server takes nothing but a whole number.',
  "new k8s.Workload(chart, 'Web', { replicas: 0, ...props })");

export const SP5110 = error('SP5110', 'workload name is malformed',
  'It names Services, and the signals find its pods by it: Kubernetes cuts the names of pods short when the name is longer.',
  "new k8s.Workload(chart, 'Web_Frontend', props)");

export const SP5111 = error('SP5111', 'port is none of a Service',
  'The API server refuses the Service, and the release stops half-way.',
  "new k8s.Workload(chart, 'Web', { ports: [{ port: 80 }, { port: 81 }], ...props })");

export const SP5112 = error('SP5112', 'source of the pods is not one Deployment',
  'One of several would have to be guessed, and another one would run beside the Rollout.',
  "PodTemplate.of(new Helm(chart, 'Shop', { chart: 'shop' })) // which holds a Deployment for web and one for worker");

export const SP5113 = error('SP5113', 'number of pods is not said once',
  'A number that is fixed would be put back at each sync, and an autoscaler would change it again.',
  "new k8s.Workload(chart, 'Web', { replicas: 5, autoscaling: { minReplicas: 5, maxReplicas: 20 }, ...props })");

export const SP5114 = error('SP5114', 'autoscaler has nothing to count',
  'It divides the CPU that pods use by the CPU they request: where a container requests none it does nothing at all.',
  'autoscaling: { minReplicas: 5, maxReplicas: 20 } // and a container without resources.requests.cpu');

export const SP5115 = error('SP5115', 'router has no port to send requests to',
  'It sends them to Services, and a Service has at least one port.',
  "new k8s.Workload(chart, 'Web', { router: k8s.TrafficRouter.linkerd(), ports: [], ...props })");

export const SP5116 = error('SP5116', 'workload cannot be migrated',
  'Its Services have to find its pods before and after, by labels that it has already and that cannot be changed.',
  'PodTemplate.inline({ spec: { containers } }) // with migration: Migration.FROM_DEPLOYMENT');

export const SP5117 = error('SP5117', 'object relies on a Deployment that is not applied',
  'The pods are those of a Rollout and carry its labels: the object finds none of them, or wakes the Deployment.',
  'deployment.exposeViaService() // and podTemplate: PodTemplate.of(deployment)');

export const SP5118 = error('SP5118', 'pods are those of something that is not replaced like a Deployment',
  'Only the pods would be taken of it: neither volumes and names of their own, nor one on each node, nor that they end.',
  'PodTemplate.of(statefulSet) // with volumeClaimTemplates');

export const SP5201 = error('SP5201', 'environment is not deployed exactly once',
  'Each environment of the plan is one folder that one Argo CD Application applies.',
  "new k8s.GitOpsRelease(chart, 'Release', props); // and no deploy() for one of the environments");

export const SP5202 = error('SP5202', 'app does not write a folder for each environment',
  'Kargo copies the folder of an environment, with its kustomization.yaml; only `GitOpsApp` writes it.',
  "new k8s.GitOpsRelease(new Chart(new App(), 'delivery'), 'Release', props)");

export const SP5203 = error('SP5203', 'chart is not written to the folder of its environment',
  'cdk8s names the folder after the path of the chart, and numbers the folders as soon as charts depend on each other.',
  "release.deploy(prod, new Chart(app, 'production'))");

export const SP5204 = error('SP5204', 'two objects are written to one file',
  'A file is named after kind and name, and where it has to be after the namespace: the second object would silently replace the first.',
  "new ApiObject(chart, 'A', { kind: 'Ingress', metadata: { name: 'web' } }) // twice, with different API groups");

export const SP5205 = error('SP5205', 'repository is not an HTTPS URL',
  'Kargo drops SSH URLs, and the Application, the Warehouse and the Promotion must spell the repository alike.',
  "repository: { url: 'git@example.com:shop.git' }");

export const SP5206 = error('SP5206', 'subscribed image is not used',
  'Kargo would move a digest that no workload runs, and call it a release.',
  "images: [{ repository: 'registry.example.com/typo' }]");

export const SP5207 = error('SP5207', 'environment has no workload of the pipeline',
  'Nothing would shift traffic, watch signals or roll back there.',
  "release.deploy(prod, new Chart(app, 'prod')) // with plain Deployments only");

export const SP5208 = error('SP5208', 'pipeline is not in the app',
  'The app asks only its own constructs whether they are valid, so the pipeline\'s problems would go unseen.',
  'new ReleasePipeline(anotherApp, ...)');

export const SP5209 = error('SP5209', 'two environments are one place',
  'Two Applications would apply the same object, and each would undo what the other has applied: a release, or whom Argo Rollouts tells of it in the namespace.',
  'release.deploy(beta, betaChart); release.deploy(prod, prodChart); // in one cluster and namespace');

export const SP5210 = error('SP5210', 'image has two digests in one environment',
  'Kustomize knows one digest for an image: the last would be set in all workloads.',
  "new k8s.Workload(chart, 'Web', { podTemplate: withDigestA, ...props }); new k8s.Workload(chart, 'Worker', { podTemplate: withDigestB, ...props })");

export const SP5211 = error('SP5211', 'chart does not say its namespace',
  'Its objects would be applied wherever Argo CD happens to be told, and measurements could not tell its pods from others of the same name.',
  "release.deploy(prod, new Chart(app, 'prod'));");

export const SP5212 = error('SP5212', 'image is listed twice',
  'Kargo would subscribe to it twice, with two versions of which only one can be set.',
  "images: [{ repository: 'registry.example.com/web' }, { repository: 'registry.example.com/web', constraint: '^2' }]");

export const SP5213 = error('SP5213', 'project is no DNS label',
  'Kargo makes a namespace of this name, and the API server takes no other names for one.',
  "new k8s.GitOpsRelease(chart, 'Release', { project: 'Shop_Release', ...props })");

import type { ApiObject } from 'cdk8s';

/** Kinds of Kubernetes itself that stand in a namespace, by their groups; the others of these groups stand in none. */
const BUILT_IN = new Map<string, readonly string[]>(Object.entries({
  'core': [
    'ConfigMap', 'Endpoints', 'Event', 'LimitRange', 'PersistentVolumeClaim', 'Pod', 'PodTemplate', 'ReplicationController', 'ResourceQuota', 'Secret', 'Service',
    'ServiceAccount',
  ],
  'admissionregistration.k8s.io': [],
  'apiextensions.k8s.io': [],
  'apiregistration.k8s.io': [],
  'apps': ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'autoscaling': ['HorizontalPodAutoscaler'],
  'batch': ['CronJob', 'Job'],
  'certificates.k8s.io': [],
  'coordination.k8s.io': ['Lease', 'LeaseCandidate'],
  'discovery.k8s.io': ['EndpointSlice'],
  'events.k8s.io': ['Event'],
  'flowcontrol.apiserver.k8s.io': [],
  'networking.k8s.io': ['Ingress', 'NetworkPolicy'],
  'node.k8s.io': [],
  'policy': ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
  'resource.k8s.io': ['ResourceClaim', 'ResourceClaimTemplate'],
  'scheduling.k8s.io': [],
  'storage.k8s.io': ['CSIStorageCapacity'],
}));

/** Kinds of others that the folder of an environment usually has. There may be more of their groups, of either sort. */
const USUAL = new Map<string, readonly string[]>(Object.entries({
  'argoproj.io': ['AnalysisTemplate', 'Rollout'],
  'flagger.app': ['Canary', 'MetricTemplate'],
  'gateway.networking.k8s.io': ['Gateway', 'GRPCRoute', 'HTTPRoute', 'ReferenceGrant'],
  'monitoring.coreos.com': ['AlertmanagerConfig', 'PodMonitor', 'Probe', 'PrometheusRule', 'ServiceMonitor'],
  'networking.istio.io': ['DestinationRule', 'Gateway', 'VirtualService'],
}));

/** Whether an object is known to stand in a namespace. That it names one says little: a chart writes its own into all of its objects. */
export function isNamespaced({ apiGroup, kind }: ApiObject): boolean {
  return (BUILT_IN.get(apiGroup) ?? USUAL.get(apiGroup))?.includes(kind) ?? false;
}

/** Whether an object is known to stand in no namespace. */
export function isOfTheCluster({ apiGroup, kind }: ApiObject): boolean {
  return BUILT_IN.get(apiGroup)?.includes(kind) === false;
}

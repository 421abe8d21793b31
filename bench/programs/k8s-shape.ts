/** What a workload looks like, for all programs. */
import * as fs from 'fs';

export const image = (name: string) => `registry.example.com/${name}@sha256:${'0'.repeat(64)}`;

const probe = (path: string) => ({ httpGet: { path, port: 8080 } });

export const pods = (name: string) => ({
  spec: {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{
      name: 'main',
      image: image(name),
      env: [{ name: 'SERVICE', value: name }],
      ports: [{ containerPort: 8080 }],
      livenessProbe: probe('/live'),
      readinessProbe: probe('/ready'),
      resources: { requests: { cpu: '1', memory: '512Mi' }, limits: { memory: '2Gi' } },
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    }],
  },
});

interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace: string; labels: object };
  spec: object;
}

/** The Rollout, the Service and the PodDisruptionBudget of a workload, written out. */
export function manifests(name: string): Manifest[] {
  const selector = () => ({ 'app.kubernetes.io/name': name });
  const labels = () => ({ ...selector(), 'app.kubernetes.io/managed-by': 'spillway', 'app.kubernetes.io/part-of': 'shop' });
  const metadata = () => ({ name, namespace: 'shop', labels: labels() });
  return [{
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: metadata(),
    spec: {
      progressDeadlineAbort: true,
      progressDeadlineSeconds: 600,
      replicas: 5,
      revisionHistoryLimit: 5,
      rollbackWindow: { revisions: 5 },
      selector: { matchLabels: selector() },
      strategy: { canary: { maxSurge: '25%', maxUnavailable: '33%' } },
      template: { metadata: { labels: labels() }, ...pods(name) },
    },
  }, {
    apiVersion: 'v1', kind: 'Service', metadata: metadata(), spec: { selector: selector(), ports: [{ port: 80, targetPort: 8080 }] },
  }, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata(),
    spec: { maxUnavailable: '25%', selector: { matchLabels: selector() }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  }];
}

/** How many files a directory holds. */
export function filesIn(directory: string): number {
  return manifestsIn(directory).length;
}

/** How many objects a directory holds, one in each file. */
export function objectsIn(directory: string): number {
  return manifestsIn(directory).filter((name) => !name.endsWith('kustomization.yaml')).length;
}

function manifestsIn(directory: string): string[] {
  return fs.readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
}

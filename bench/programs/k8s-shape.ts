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

/** The Rollout and the three Services of a workload, written out. */
export function manifests(name: string): { apiVersion: string; kind: string; metadata: { name: string; labels: object }; spec: object }[] {
  const selector = () => ({ 'app.kubernetes.io/name': name });
  const labels = () => ({ ...selector(), 'app.kubernetes.io/part-of': 'shop' });
  const service = (suffix: string) => ({
    apiVersion: 'v1', kind: 'Service', metadata: { name: name + suffix, labels: labels() }, spec: { selector: selector(), ports: [{ port: 80, targetPort: 8080 }] },
  });
  return [{
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name, labels: labels() },
    spec: {
      replicas: 5,
      revisionHistoryLimit: 5,
      selector: { matchLabels: selector() },
      template: { metadata: { labels: labels() }, ...pods(name) },
      strategy: { canary: { stableService: `${name}-stable`, canaryService: `${name}-canary`, maxUnavailable: '33%' } },
    },
  }, service(''), service('-stable'), service('-canary')];
}

/** How many objects a directory holds, one in each file. */
export function objectsIn(directory: string): number {
  return fs.readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml') && !name.endsWith('kustomization.yaml')).length;
}

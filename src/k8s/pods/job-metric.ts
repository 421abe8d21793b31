import type { JobSpec } from '../../model/spec';

/** A job that judges a release, once, as an analysis of Argo Rollouts runs it. */
export interface JudgingJob extends JobSpec {
  /** Environment variables. */
  readonly env?: { readonly name: string; readonly value: string }[];
  /** Name of a Secret with the configuration of a registry; none when it is empty. */
  readonly registrySecret?: string;
}

/** Where the registry's configuration is mounted. */
const REGISTRY = '/registry';

/** A metric that passes when the Job succeeds. Its pods are what Pod Security "restricted" lets in. */
export function jobMetric({ name, commands, image, timeoutMs, env = [], registrySecret }: JudgingJob): object {
  return {
    name,
    provider: {
      job: {
        spec: {
          backoffLimit: 0,
          activeDeadlineSeconds: Math.ceil(timeoutMs / 1_000),
          template: {
            spec: {
              restartPolicy: 'Never',
              automountServiceAccountToken: false,
              securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } },
              containers: [{
                name: 'job',
                image,
                command: ['/bin/sh', '-ec', commands.join('\n')],
                env: [
                  { name: 'HOME', value: '/tmp' },
                  ...env,
                  ...(registrySecret ? [{ name: 'DOCKER_CONFIG', value: REGISTRY }] : []),
                ],
                securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
                ...(registrySecret && { volumeMounts: [{ name: 'registry', mountPath: REGISTRY, readOnly: true }] }),
              }],
              ...(registrySecret && {
                volumes: [{ name: 'registry', secret: { secretName: registrySecret, items: [{ key: '.dockerconfigjson', path: 'config.json' }] } }],
              }),
            },
          },
        },
      },
    },
  };
}

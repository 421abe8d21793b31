import type { JobSpec } from '../../../model/spec';

/** What runs in the project of Kargo to judge a release: a Job once, as an AnalysisTemplate takes it. */
export interface GateJob extends JobSpec {
  /** Variables besides those of the release. */
  readonly env?: { readonly name: string; readonly value: string }[];
  /** Name of a Secret with the configuration of a registry; none when it is empty. */
  readonly registrySecret?: string;
}

/** Names of an analysis' arguments, and of the environment variables that carry them. */
export const ARGUMENTS = { commit: 'RELEASE_COMMIT', images: 'RELEASE_IMAGES' };

/** Where the registry's configuration is mounted. */
const REGISTRY = '/registry';

/** A metric that passes when the Job succeeds. Its pods are what Pod Security "restricted" lets in. */
export function jobMetric({ name, commands, image, timeoutMs, env = [], registrySecret }: GateJob, args: string[]): object {
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
                  ...Object.entries(ARGUMENTS).filter(([argument]) => args.includes(argument)).map(([argument, variable]) => ({ name: variable, value: `{{args.${argument}}}` })),
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

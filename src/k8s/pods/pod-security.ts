import type { Container, Pods } from './pods';
import { containersOf } from './pods';

/**
 * What keeps pods from a namespace that enforces `restricted`, as paths into the template. Looks at released pods, where
 * everything that was left open has been set.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function violations(pods: Pods): string[] {
  const spec = pods.spec ?? {};
  const host = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((field) => spec[field]);
  const volumes = (spec.volumes ?? []).filter((volume) => 'hostPath' in volume).map((volume) => `volume ${String(volume.name)}: hostPath`);
  const asRoot = spec.securityContext?.runAsNonRoot === false || spec.securityContext?.runAsUser === 0 ? ['runAsNonRoot: false'] : [];
  return [...host, ...volumes, ...asRoot, ...unconfined(spec.securityContext), ...containersOf(pods).flatMap(ofContainer)];
}

function unconfined(context: Record<string, unknown> | undefined): string[] {
  const { type } = (context?.seccompProfile ?? {}) as { type?: string };
  return type === 'Unconfined' ? ['seccompProfile: Unconfined'] : [];
}

function ofContainer(container: Container): string[] {
  const context = container.securityContext ?? {};
  const { add = [], drop = [] } = (context.capabilities ?? {}) as { add?: string[]; drop?: string[] };
  const found = [
    ...unconfined(context),
    ...(context.privileged ? ['privileged'] : []),
    ...(context.allowPrivilegeEscalation ? ['allowPrivilegeEscalation'] : []),
    ...(context.runAsNonRoot === false || context.runAsUser === 0 ? ['runAsNonRoot: false'] : []),
    ...(drop.includes('ALL') ? [] : ['capabilities that are not dropped']),
    ...add.filter((capability) => capability !== 'NET_BIND_SERVICE').map((capability) => `capability ${capability}`),
    ...((container.ports ?? []).some(({ hostPort }) => hostPort) ? ['hostPort'] : []),
  ];
  return found.map((what) => `container ${container.name}: ${what}`);
}

import type { Container, Handler, Pods, PodSpec } from './pods';
import { containersOf, isWindows } from './pods';

/**
 * What keeps pods from a namespace that enforces `restricted`, as paths into the template. Looks at released pods, where
 * everything that was left open has been set. The standard is that of Kubernetes 1.34.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function violations(pods: Pods): string[] {
  const spec = pods.spec ?? {};
  return [
    ...(['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((field) => spec[field]),
    ...volumes(spec),
    ...sysctls(spec.securityContext),
    ...annotations(pods),
    ...ofContext(spec.securityContext),
    ...containersOf(pods).flatMap((container) => ofContainer(container, isWindows(spec)).map((what) => `container ${container.name}: ${what}`)),
  ];
}

type Context = Record<string, unknown> | undefined;

const VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'];

function volumes({ volumes: all = [] }: PodSpec): string[] {
  return all.filter((volume) => !VOLUMES.some((type) => volume[type]))
    .map((volume) => `volume ${String(volume.name)}: ${Object.keys(volume).filter((key) => key !== 'name').join(', ') || 'of no type'}`);
}

const SYSCTLS = [
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem',
];

function sysctls(context: Context): string[] {
  const all = (context?.sysctls ?? []) as { name?: string }[];
  return all.filter(({ name = '' }) => !SYSCTLS.includes(name)).map(({ name }) => `sysctl ${name}`);
}

/** AppArmor was an annotation before it was a field, and is still obeyed as one. */
function annotations({ metadata }: Pods): string[] {
  return Object.entries(metadata?.annotations ?? {})
    .filter(([key, value]) => key.startsWith('container.apparmor.security.beta.kubernetes.io/') && value !== '' && value !== 'runtime/default' && !value.startsWith('localhost/'))
    .map(([key, value]) => `annotation ${key}: ${value}`);
}

/** What may stand in the context of a pod as well as in that of a container. */
function ofContext(context: Context): string[] {
  const { type: seccomp } = (context?.seccompProfile ?? { type: 'RuntimeDefault' }) as { type?: string };
  const { type: appArmor } = (context?.appArmorProfile ?? { type: 'RuntimeDefault' }) as { type?: string };
  const confines = (type: string | undefined) => type === 'RuntimeDefault' || type === 'Localhost';
  return [
    ...(context?.runAsNonRoot === false || context?.runAsUser === 0 ? ['runAsNonRoot: false'] : []),
    ...(confines(seccomp) ? [] : [`seccompProfile: ${seccomp}`]),
    ...(confines(appArmor) ? [] : [`appArmorProfile: ${appArmor}`]),
    ...seLinux((context?.seLinuxOptions ?? {}) as Record<string, string | undefined>),
    ...((context?.windowsOptions as { hostProcess?: boolean } | undefined)?.hostProcess ? ['windowsOptions.hostProcess'] : []),
  ];
}

const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

function seLinux({ type = '', user, role }: Record<string, string | undefined>): string[] {
  return [
    ...(SELINUX_TYPES.includes(type) ? [] : [`seLinuxOptions.type: ${type}`]),
    ...(user ? [`seLinuxOptions.user: ${user}`] : []),
    ...(role ? [`seLinuxOptions.role: ${role}`] : []),
  ];
}

function ofContainer(container: Container, windows: boolean): string[] {
  const context = container.securityContext ?? {};
  const { add = [], drop = [] } = (context.capabilities ?? {}) as { add?: string[]; drop?: string[] };
  return [
    ...ofContext(context),
    ...(context.privileged ? ['privileged'] : []),
    ...(windows || context.allowPrivilegeEscalation === false ? [] : ['allowPrivilegeEscalation']),
    ...(windows || drop.includes('ALL') ? [] : ['capabilities that are not dropped']),
    ...add.filter((capability) => capability !== 'NET_BIND_SERVICE').map((capability) => `capability ${capability}`),
    ...(context.procMount && context.procMount !== 'Default' ? [`procMount: ${String(context.procMount)}`] : []),
    ...((container.ports ?? []).some(({ hostPort }) => hostPort) ? ['hostPort'] : []),
    ...hosts(container).map((host) => `probe or lifecycle handler of host ${host}`),
  ];
}

/** Whatever the kubelet asks for it asks from the node, past every network policy. */
function hosts({ livenessProbe, readinessProbe, startupProbe, lifecycle }: Container): string[] {
  const handlers: (Handler | undefined)[] = [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop];
  return handlers.flatMap((handler) => [handler?.httpGet?.host, handler?.tcpSocket?.host]).filter((host): host is string => !!host);
}

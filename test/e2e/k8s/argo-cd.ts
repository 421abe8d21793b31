import type { Api } from './cluster/api';
import { ApiError } from './cluster/api';
import type { Manifest } from './cluster/manifest';

interface Application extends Manifest {
  readonly spec: {
    readonly ignoreDifferences?: {
      readonly group: string;
      readonly kind: string;
      readonly name?: string;
      readonly jsonPointers?: string[];
      readonly jqPathExpressions?: string[];
    }[];
  };
}

type Tree = Record<string, unknown>;

/** Its default. */
const BETWEEN_WAVES_MS = 2_000;

/**
 * Applies what an environment is made of as Argo CD does for its Application: server side, and with what it is told to ignore
 * taken from what is there. Argo Rollouts narrows the selectors of Services, and the API server replaces a selector as a whole.
 */
export class ArgoCd {
  private readonly ignored: NonNullable<Application['spec']['ignoreDifferences']>;

  /** @param delivery the folder that holds the Application */
  constructor(private readonly api: Api, delivery: Manifest[]) {
    this.ignored = delivery.filter((manifest): manifest is Application => manifest.kind === 'Application').flatMap(({ spec }) => spec.ignoreDifferences ?? []);
  }

  /** What Kubernetes knows by itself comes first, so that a Rollout finds its Services. */
  public async sync(manifests: Manifest[]): Promise<void> {
    const isCustom = ({ apiVersion }: Manifest) => Number(/\.(?!k8s\.io\/)/.test(apiVersion));
    const ordered = [...manifests].sort((a, b) => waveOf(a) - waveOf(b) || isCustom(a) - isCustom(b));
    for (const [i, manifest] of ordered.entries()) {
      if (i > 0 && waveOf(manifest) > waveOf(ordered[i - 1])) await new Promise((resolve) => setTimeout(resolve, BETWEEN_WAVES_MS));
      await this.api.apply(await this.respected(manifest));
    }
  }

  private async respected(manifest: Manifest): Promise<Manifest> {
    const group = manifest.apiVersion.includes('/') ? manifest.apiVersion.split('/')[0] : '';
    const { kind, metadata } = manifest;
    const own = this.ignored.filter((one) => one.group === group && one.kind === kind && (one.name ?? metadata.name) === metadata.name);
    // of jq only what leads down by names, and into all elements of lists
    const paths = own.flatMap(({ jsonPointers = [], jqPathExpressions = [] }) => [
      ...jsonPointers.map((pointer) => pointer.slice(1).split('/')), ...jqPathExpressions.map((path) => path.slice(1).replaceAll('[]', '.[]').split('.')),
    ]);
    if (paths.length === 0) return manifest;
    const live = await this.api.get(await this.api.pathOf(manifest)).catch((error) => {
      if (error instanceof ApiError && error.code === 404) return undefined;
      throw error;
    });
    const target = structuredClone(manifest);
    for (const path of paths) copied(live as Tree | undefined, target as unknown as Tree, path);
    return target;
  }
}

function waveOf({ metadata: { annotations = {} } }: Manifest): number {
  return Number(annotations['argocd.argoproj.io/sync-wave'] ?? 0);
}

function copied(from: Tree | undefined, to: Tree, [field, ...rest]: string[]): void {
  if (field === '[]') {
    (to as unknown as Tree[]).forEach((element, i) => copied((from as unknown as Tree[] | undefined)?.[i], element, rest));
  } else if (from?.[field] !== undefined) {
    if (rest.length === 0) to[field] = from[field];
    else copied(from[field] as Tree, (to[field] ??= {}) as Tree, rest);
  }
}

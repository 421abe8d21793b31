import type { Migration } from '../migration';
import type { IPodTemplate } from '../pod-template';
import { PodTemplate } from '../pod-template';

/** The Deployment at the other end of a migration. */
export interface MigratedDeployment {
  readonly direction: Migration;
  readonly name: string;
  /** It cannot be changed once the Deployment exists. */
  readonly selector: Record<string, string>;
  /** What is taken of it as it is; the number of its pods and their template are not. */
  readonly rest: () => Record<string, unknown>;
}

interface DeploymentManifest {
  readonly metadata?: { readonly name?: string };
  readonly spec?: Record<string, unknown> & { readonly selector?: { readonly matchLabels?: Record<string, string>; readonly matchExpressions?: object[] } };
}

/** The whole Deployment that a pod template is part of; undefined where it is part of none. */
export function deploymentOf(template: IPodTemplate): DeploymentManifest | undefined {
  const manifest = template instanceof PodTemplate ? template._manifest() : {};
  return manifest.kind === 'Deployment' ? manifest as DeploymentManifest : undefined;
}

/** What a Deployment is called, and which pods it has. */
type Identity = Pick<MigratedDeployment, 'name' | 'selector'>;

/** The Deployment that a workload is on its way from or to: the one its pods are described by, or a new one. */
export function migratedDeployment(direction: Migration, template: IPodTemplate, otherwise: Identity): MigratedDeployment {
  const known = deploymentOf(template);
  return {
    direction,
    name: known?.metadata?.name ?? otherwise.name,
    selector: known?.spec?.selector?.matchLabels ?? otherwise.selector,
    rest: () => {
      const { replicas: _replicas, template: _template, selector: _selector, ...rest } = deploymentOf(template)?.spec ?? {};
      return rest;
    },
  };
}

/** How long a pod of a Deployment is ready before it counts; undefined where it counts at once. */
export function minReadySeconds(template: IPodTemplate): number | undefined {
  return (deploymentOf(template)?.spec?.minReadySeconds as number | undefined) || undefined;
}

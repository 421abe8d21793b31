import type { ProviderResource, Resource } from '@pulumi/pulumi';
import type { Manifest } from './manifest';

interface CustomResourceDefinition {
  readonly spec?: { readonly group?: string; readonly names?: { readonly kind?: string } };
}

/** The objects that others need before they can be created: a namespace for what is in it, a definition for objects of its kind. */
export class Prerequisites {
  /** Whether other objects may wait for this one. */
  public static includes(manifest: Manifest): boolean {
    return provides(manifest) !== undefined;
  }

  private readonly byCluster = new Map<ProviderResource | undefined, Map<string, Resource>>();

  public add(manifest: Manifest, resource: Resource, provider: ProviderResource | undefined): void {
    const key = provides(manifest);
    if (key === undefined) return;
    const cluster = this.byCluster.get(provider) ?? new Map<string, Resource>();
    this.byCluster.set(provider, cluster.set(key, resource));
  }

  public of(manifest: Manifest, provider: ProviderResource | undefined): Resource[] {
    const cluster = this.byCluster.get(provider);
    const [group] = manifest.apiVersion.split('/');
    return [`namespace ${manifest.metadata.namespace}`, `kind ${group}/${manifest.kind}`].flatMap((key) => cluster?.get(key) ?? []);
  }
}

function provides(manifest: Manifest): string | undefined {
  if (manifest.apiVersion === 'v1' && manifest.kind === 'Namespace') return `namespace ${manifest.metadata.name}`;
  if (manifest.kind !== 'CustomResourceDefinition') return undefined;
  const { spec } = manifest as CustomResourceDefinition;
  return `kind ${spec?.group}/${spec?.names?.kind}`;
}

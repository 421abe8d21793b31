import * as pulumi from '@pulumi/pulumi';
import type { Manifest } from './manifest';
import { inputsOf, secretFields, typeToken } from './manifest';
import { Prerequisites } from './prerequisites';
import { RawResource } from './raw-resource';

/** What the objects of a chart are registered from. */
export interface ChartObjectsArgs {
  readonly manifests: Manifest[];
  /** Shared by all charts of a release. */
  readonly prerequisites: Prerequisites;
  readonly provider?: pulumi.ProviderResource;
  readonly version?: string;
}

/** The objects of one chart; what others wait for is registered first. */
export class ChartObjects extends pulumi.ComponentResource {
  public readonly objects: pulumi.CustomResource[] = [];

  constructor(private readonly path: string, private readonly args: ChartObjectsArgs, options: pulumi.ComponentResourceOptions) {
    super('spillway:pulumi:Chart', path, {}, options);
  }

  public registerPrerequisites(): void {
    this.register(this.args.manifests.filter((manifest) => Prerequisites.includes(manifest)));
  }

  public registerOthers(): void {
    this.register(this.args.manifests.filter((manifest) => !Prerequisites.includes(manifest)));
    this.registerOutputs({});
  }

  private register(manifests: Manifest[]): void {
    const { prerequisites, provider, version } = this.args;
    for (const manifest of manifests) {
      const { namespace, name } = manifest.metadata;
      const object = new RawResource(typeToken(manifest), [this.path, ...(namespace ? [namespace] : []), name].join('/'), inputsOf(manifest), {
        parent: this, provider, version, dependsOn: prerequisites.of(manifest, provider), additionalSecretOutputs: secretFields(manifest),
      });
      prerequisites.add(manifest, object, provider);
      this.objects.push(object);
    }
  }
}

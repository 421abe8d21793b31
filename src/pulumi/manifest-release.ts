import * as pulumi from '@pulumi/pulumi';
import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import { admitted } from './admitted';
import { EnvironmentObjects } from './environment-objects';
import type { Manifest } from './manifest';
import { checkManifest, identity } from './manifest';
import { Prerequisites } from './prerequisites';
import { SP6006, SP6103 } from './problems';

/** What a release on Kubernetes is registered from. */
export interface ManifestReleaseArgs {
  /** What is released and how; its errors stop the program. */
  readonly plan: Plan;

  /** Objects by environment, for example `{ prod: manifestsIn('dist/prod') }`. Leave out what Argo CD or Flux applies. */
  readonly environments: Record<string, Manifest[]>;

  /**
   * Providers by environment: one per cluster.
   * @default - the program's own, for all of them
   */
  readonly providers?: Record<string, pulumi.ProviderResource>;

  /**
   * Version of the Kubernetes provider plugin, for example `'4.23.0'`.
   * @default - the newest one installed
   */
  readonly providerVersion?: string;
}

/**
 * What the Kubernetes back end synthesized, as Pulumi resources.
 * @throws ProblemError with everything that is wrong
 */
export class ManifestRelease extends pulumi.ComponentResource {
  /** The plan as JSON. */
  public readonly plan: pulumi.Output<string>;

  /** The objects by environment, those that others need first. */
  public readonly objects: Record<string, pulumi.CustomResource[]>;

  constructor(name: string, args: ManifestReleaseArgs, options?: pulumi.ComponentResourceOptions) {
    admitted(args.plan, check(args));
    super('spillway:pulumi:ManifestRelease', name, {}, options);
    this.plan = pulumi.output(args.plan.toJson());
    const prerequisites = new Prerequisites();
    const environments = Object.entries(args.environments).map(([environment, manifests]) => new EnvironmentObjects(`${name}/${environment}`, {
      manifests, prerequisites, provider: args.providers?.[environment], version: args.providerVersion,
    }, { parent: this }));
    // over all environments, since several of them may stand in one cluster
    for (const environment of environments) environment.registerPrerequisites();
    for (const environment of environments) environment.registerOthers();
    this.objects = Object.fromEntries(Object.keys(args.environments).map((environment, index) => [environment, environments[index].objects]));
    this.registerOutputs({ plan: this.plan, service: args.plan.service });
  }
}

function check(args: ManifestReleaseArgs): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<pulumi.ProviderResource | undefined, Map<string, string>>();
  for (const [environment, manifests] of Object.entries(args.environments)) {
    const provider = args.providers?.[environment];
    const cluster = seen.get(provider) ?? new Map<string, string>();
    seen.set(provider, cluster);
    manifests.forEach((manifest, index) => {
      const found = checkManifest(manifest, `${environment}/${index}`);
      problems.push(...found);
      if (found.length > 0) return;
      const key = identity(manifest);
      const other = cluster.get(key);
      if (other !== undefined) {
        problems.push(SP6103.at(environment, {
          got: key, allowed: `an object that ${other} does not declare`, remedies: ['remove one of the two', 'give each environment the provider of its cluster'],
        }));
      }
      cluster.set(key, environment);
    });
  }
  const names = Object.keys(args.environments);
  return [...problems, ...Object.keys(args.providers ?? {}).filter((key) => !names.includes(key)).map((key) => SP6006.at('providers', {
    got: key, allowed: `an environment: ${names.join(', ')}`, remedies: ['correct the key', 'remove the provider'],
  }))];
}

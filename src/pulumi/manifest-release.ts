import * as pulumi from '@pulumi/pulumi';
import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import { admitted } from './admitted';
import { ChartObjects } from './chart-objects';
import type { Manifest } from './manifest';
import { checkManifest, identity } from './manifest';
import { Prerequisites } from './prerequisites';
import { SP6006, SP6103 } from './problems';

/** What a release on Kubernetes is registered from. */
export interface ManifestReleaseArgs {
  /** What is released and how; its errors stop the program. */
  readonly plan: Plan;

  /** Objects by chart, for example `{ delivery: manifestsIn('dist/delivery') }`. Leave out what Argo CD or Flux applies. */
  readonly charts: Record<string, Manifest[]>;

  /**
   * Providers by chart: one for each cluster.
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

  /** The objects by chart, those that others need first. */
  public readonly objects: Record<string, pulumi.CustomResource[]>;

  constructor(name: string, args: ManifestReleaseArgs, options?: pulumi.ComponentResourceOptions) {
    admitted(args.plan, check(args));
    super('spillway:pulumi:ManifestRelease', name, {}, options);
    this.plan = pulumi.output(args.plan.toJson());
    const prerequisites = new Prerequisites();
    const charts = Object.entries(args.charts).map(([chart, manifests]) => new ChartObjects(`${name}/${chart}`, {
      manifests, prerequisites, provider: args.providers?.[chart], version: args.providerVersion,
    }, { parent: this }));
    // over all charts, since several of them may stand in one cluster
    for (const chart of charts) chart.registerPrerequisites();
    for (const chart of charts) chart.registerOthers();
    this.objects = Object.fromEntries(Object.keys(args.charts).map((chart, index) => [chart, charts[index].objects]));
    this.registerOutputs({ plan: this.plan, service: args.plan.service });
  }
}

function check(args: ManifestReleaseArgs): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<pulumi.ProviderResource | undefined, Map<string, string>>();
  for (const [chart, manifests] of Object.entries(args.charts)) {
    const provider = args.providers?.[chart];
    const cluster = seen.get(provider) ?? new Map<string, string>();
    seen.set(provider, cluster);
    manifests.forEach((manifest, index) => {
      const found = checkManifest(manifest, `${chart}/${index}`);
      problems.push(...found);
      if (found.length > 0) return;
      const key = identity(manifest);
      const other = cluster.get(key);
      if (other !== undefined) {
        problems.push(SP6103.at(chart, {
          got: key, allowed: `an object that ${other} does not declare`, remedies: ['remove one of the two', 'give each chart the provider of its cluster'],
        }));
      }
      cluster.set(key, chart);
    });
  }
  const names = Object.keys(args.charts);
  return [...problems, ...Object.keys(args.providers ?? {}).filter((key) => !names.includes(key)).map((key) => SP6006.at('providers', {
    got: key, allowed: `a chart: ${names.join(', ')}`, remedies: ['correct the key', 'remove the provider'],
  }))];
}

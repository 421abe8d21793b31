import * as pulumi from '@pulumi/pulumi';
import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import { admitted } from './admitted';
import type { AssemblyStack } from './cloud-assembly';
import { readAssembly } from './cloud-assembly';
import type { Place } from './place';
import { filled, objectUrl, placeOf } from './place';
import { AwsProvider, RawResource, StackResource } from './raw-resource';
import { selfUpdating } from './self-updating';
import type { FileAsset } from './stack-assets';
import { checkProviders, checkStack, isLarge, neededFiles } from './stack-checks';

/** What a release on AWS is registered from. */
export interface CloudAssemblyReleaseArgs {
  /** What is released and how; its errors stop the program. */
  readonly plan: Plan;

  /**
   * The cloud assembly: what `app.synth()` of the AWS back end wrote. The stacks at its top are registered, which are the pipeline and
   * what it stands on; the stacks of the environments are deployed by the pipeline.
   */
  readonly directory: string;

  /**
   * Providers by place, for example `{ 'aws://111111111111/eu-west-1': provider }`; one for each account whose credentials are not
   * those of the program.
   * @default - one per place, for its Region, which refuses to work in any other account
   */
  readonly providers?: Record<string, pulumi.ProviderResource>;

  /**
   * Version of the AWS provider plugin, for example `'7.16.0'`.
   * @default - the newest one installed
   */
  readonly providerVersion?: string;

  /**
   * Whether files the stacks need are put into the bootstrap bucket. `false` means that something else has done it before.
   * @default true
   */
  readonly publishAssets?: boolean;
}

/**
 * A release pipeline that the AWS back end synthesized, as Pulumi resources. A pipeline that updates itself is deployed once;
 * from then on it brings its own template.
 * @throws ProblemError with everything that is wrong
 */
export class CloudAssemblyRelease extends pulumi.ComponentResource {
  /** The plan as JSON. */
  public readonly plan: pulumi.Output<string>;

  /** Outputs of the stacks, by name of the stack. */
  public readonly stackOutputs: pulumi.Output<Record<string, Record<string, string>>>;

  private readonly made = new Map<string, pulumi.ProviderResource>();
  private readonly published = new Map<string, pulumi.Resource>();

  constructor(private readonly releaseName: string, private readonly args: CloudAssemblyReleaseArgs, options?: pulumi.ComponentResourceOptions) {
    const stacks = admittedStacks(args);
    super('spillway:pulumi:CloudAssemblyRelease', releaseName, {}, options);
    const registered = new Map<string, StackResource>();
    const kept = selfUpdating(stacks);
    for (const stack of stacks) registered.set(stack.id, this.register(stack, registered, kept.has(stack.id)));
    this.plan = pulumi.output(args.plan.toJson());
    this.stackOutputs = pulumi.output(Object.fromEntries(stacks.map(({ id, stackName }) => [stackName, registered.get(id)!.outputs])));
    this.registerOutputs({ plan: this.plan, service: args.plan.service, stackOutputs: this.stackOutputs });
  }

  private register(stack: AssemblyStack, registered: ReadonlyMap<string, StackResource>, isSelfUpdating: boolean): StackResource {
    const place = placeOf(stack.environment);
    const files = place && this.args.publishAssets !== false ? neededFiles(stack).map((file) => this.publish(file, place)) : [];
    const { template } = stack.assets;
    return new StackResource(`${this.releaseName}/${stack.id}`, {
      name: stack.stackName,
      ...(place && template && isLarge(stack)
        ? { templateUrl: objectUrl(filled(template.bucketName, place), template.objectKey, place) }
        : { templateBody: stack.template }),
      capabilities: ['CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
      iamRoleArn: place && stack.executionRoleArn && filled(stack.executionRoleArn, place),
      tags: stack.tags,
    }, {
      ...this.common(stack.environment),
      dependsOn: [...stack.after.flatMap((id) => registered.get(id) ?? []), ...files],
      protect: stack.terminationProtection,
      // after the first deployment the template is the pipeline's, or each would undo what the other did
      ignoreChanges: isSelfUpdating ? ['templateBody', 'templateUrl'] : [],
    });
  }

  private publish(file: FileAsset, stackPlace: Place): pulumi.Resource {
    const place = { ...stackPlace, region: file.region ?? stackPlace.region };
    const bucket = filled(file.bucketName, place);
    const address = `${bucket}/${file.objectKey}`;
    const known = this.published.get(address);
    if (known) return known;
    const source = file.packaging === 'zip' ? new pulumi.asset.FileArchive(file.source) : new pulumi.asset.FileAsset(file.source);
    const object = new RawResource('aws:s3/bucketObjectv2:BucketObjectv2', `${this.releaseName}/${address}`, { bucket, key: file.objectKey, source }, {
      ...this.common(`aws://${place.account}/${place.region}`),
      // another app of the account may have put the same file there, and a rollback may still need it
      retainOnDelete: true,
    });
    this.published.set(address, object);
    return object;
  }

  private common(environment: string): pulumi.CustomResourceOptions {
    return { parent: this, version: this.args.providerVersion, provider: this.args.providers?.[environment] ?? this.providerFor(environment) };
  }

  private providerFor(environment: string): pulumi.ProviderResource | undefined {
    const place = placeOf(environment);
    if (!place || this.made.has(environment)) return this.made.get(environment);
    const { account, region } = place;
    const provider = new AwsProvider(`${this.releaseName}/${account}/${region}`, account, region, { parent: this, version: this.args.providerVersion });
    this.made.set(environment, provider);
    return provider;
  }
}

function admittedStacks(args: CloudAssemblyReleaseArgs): AssemblyStack[] {
  const problems: Problem[] = [];
  const stacks = readAssembly(args.directory, problems);
  for (const stack of stacks) problems.push(...checkStack(stack, `${args.directory}/${stack.id}`, args.publishAssets ?? true));
  problems.push(...checkProviders(stacks, Object.keys(args.providers ?? {}), args.directory));
  admitted(args.plan, problems);
  return stacks;
}

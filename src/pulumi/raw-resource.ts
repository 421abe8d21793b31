import * as pulumi from '@pulumi/pulumi';

/** A resource known by its type token alone, so that the SDK of its provider is not needed. */
export class RawResource extends pulumi.CustomResource {
  constructor(type: string, name: string, inputs: pulumi.Inputs, options: pulumi.CustomResourceOptions) {
    super(type, name, inputs, options);
  }
}

/** A CloudFormation stack. */
export class StackResource extends RawResource {
  /** The stack's outputs by name. */
  declare public readonly outputs: pulumi.Output<Record<string, string>>;

  constructor(name: string, inputs: pulumi.Inputs, options: pulumi.CustomResourceOptions) {
    // an output is resolved only where the program has named it
    super('aws:cloudformation/stack:Stack', name, { ...inputs, outputs: undefined }, options);
  }
}

/** The AWS provider in one Region, which refuses to work in any account but the given one. */
export class AwsProvider extends pulumi.ProviderResource {
  constructor(name: string, account: string, region: string, options: pulumi.ResourceOptions) {
    // nested values of a provider's configuration travel as JSON
    super('aws', name, { region, allowedAccountIds: JSON.stringify([account]) }, options);
  }
}

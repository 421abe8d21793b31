import type { EnvironmentSpec } from './spec';

/**
 * How close to customers an environment is. Freezes and several checks look at it.
 */
export enum Tier {
  /** For its developers: nobody else is disturbed when it is down. */
  DEVELOPMENT = 'development',
  /** For tests of the whole system. */
  TEST = 'test',
  /** As close to production as can be, without customers. */
  STAGING = 'staging',
  /** Serves customers. */
  PRODUCTION = 'production',
}

/**
 * What is known of an environment besides its name.
 */
export interface EnvironmentProps {
  /** How close to customers it is. */
  readonly tier: Tier;

  /**
   * Free labels, for reports, policies and selectors.
   * @default - none
   */
  readonly labels?: Record<string, string>;
}

/**
 * One place a release runs: an account and Region, or a cluster and namespace. Which one exactly is said to the back end,
 * so that the same pipeline can be rendered to several.
 */
export class Environment {
  /** Unique within a pipeline; part of names in the synthesized output. */
  public readonly environmentName: string;

  /** How close to customers it is. */
  public readonly tier: Tier;

  private readonly labels: Record<string, string>;

  /**
   * @param name unique within a pipeline: lower case letters, digits and hyphens, at most 32 characters
   */
  constructor(name: string, props: EnvironmentProps) {
    this.environmentName = name;
    this.tier = props.tier;
    this.labels = { ...props.labels };
  }

  /** @internal */
  public _spec(): EnvironmentSpec {
    return { name: this.environmentName, tier: this.tier, labels: this.labels };
  }
}

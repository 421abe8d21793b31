import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import type { Function, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Alias } from 'aws-cdk-lib/aws-lambda';
import type { Canary } from 'aws-cdk-lib/aws-synthetics';
import { Resource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Environment } from '../model/environment';
import type { ReleasePipeline } from '../model/release-pipeline';
import { unfitForFunctions } from './workloads/lambda/limits';
import { LambdaMetrics } from './workloads/lambda/metrics';
import { lambdaShift } from './workloads/lambda/shift';
import { released } from './workloads/workload';
import { WorkloadAlarms } from './workloads/workload-alarms';

/**
 * Which function is released, where.
 */
export interface LambdaWorkloadProps {
  /** The declaration; all waves must have been added. */
  readonly pipeline: ReleasePipeline;

  /** The environment whose stack this is. */
  readonly environment: Environment;

  /** The function; each change of it makes a version. */
  readonly handler: Function;

  /**
   * What CloudWatch calls the custom signals, by the signal's name.
   * @default - none: there is no custom signal
   */
  readonly metrics?: Record<string, IMetric>;

  /**
   * Canaries of CloudWatch Synthetics that are the probes of synthetic signals, by the probe's name.
   * @default - none: there is no synthetic signal
   */
  readonly probes?: Record<string, Canary>;

  /**
   * Runs before traffic moves to a new version; the deployment is undone unless it reports success.
   * @default - none
   * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
   */
  readonly preHook?: IFunction;

  /**
   * Runs after all traffic has moved; the deployment is undone unless it reports success.
   * @default - none
   */
  readonly postHook?: IFunction;
}

/**
 * A function that gets its traffic through an alias, which moves to a new version the way the environment's wave says.
 * The alarms of the wave's signals stop the move and take it back. Stands in the application's own stack.
 */
export class LambdaWorkload extends Construct {
  /** What callers use: integrations and permissions belong here, not to the function. */
  public readonly alias: Alias;

  constructor(scope: Construct, id: string, props: LambdaWorkloadProps) {
    super(scope, id);
    const { pipeline, environment, handler, metrics = {}, probes = {}, preHook, postHook } = props;
    this.alias = new Alias(this, 'Alias', { aliasName: 'live', version: handler.currentVersion });
    const release = released(this, {
      pipeline, environment, metrics, probes, releases: handler, unfit: (plan, wave) => unfitForFunctions(plan, wave, this.node.path),
      // the CDK gives a hook of its own a permission that names the group, and the alias names the hook
      beside: [preHook, postHook].filter((hook) => hook !== undefined).filter(Resource.isOwnedResource),
    });
    if (!release) return;
    const alarms = new WorkloadAlarms(this, 'Alarms', { ...release, measured: new LambdaMetrics(this.alias) });
    new LambdaDeploymentGroup(this, 'Deployment', {
      alias: this.alias,
      deploymentConfig: lambdaShift(this, release.wave.shift),
      alarms: alarms.shift,
      // the CDK lets the group call them and them report what they found
      preHook,
      postHook,
      autoRollback: { failedDeployment: true, stoppedDeployment: true, ...(alarms.shift.length > 0 ? { deploymentInAlarm: true } : {}) },
    });
  }
}

import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Environment } from '../model/environment';
import type { ReleasePipeline } from '../model/release-pipeline';
import { unfitForFunctions } from './lambda-limits';
import { LambdaMetrics } from './lambda-metrics';
import { lambdaShift } from './lambda-shift';
import { released } from './workload';
import { WorkloadAlarms } from './workload-alarms';

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
    const { pipeline, environment, handler, metrics = {} } = props;
    this.alias = new Alias(this, 'Alias', { aliasName: 'live', version: handler.currentVersion });
    const release = released(this, { pipeline, environment, metrics, unfit: (plan, wave) => unfitForFunctions(plan, wave, this.node.path) });
    if (!release) return;
    const alarms = new WorkloadAlarms(this, 'Alarms', { ...release, measured: new LambdaMetrics(this.alias), metrics });
    new LambdaDeploymentGroup(this, 'Deployment', {
      alias: this.alias,
      deploymentConfig: lambdaShift(this, release.wave.shift),
      alarms: alarms.shift,
      autoRollback: { failedDeployment: true, stoppedDeployment: true, ...(alarms.shift.length > 0 ? { deploymentInAlarm: true } : {}) },
    });
  }
}

import type { HostedConfiguration } from 'aws-cdk-lib/aws-appconfig';
import { CfnDeployment, DeploymentStrategy, Environment as ConfigurationEnvironment, Monitor, RolloutStrategy } from 'aws-cdk-lib/aws-appconfig';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Canary } from 'aws-cdk-lib/aws-synthetics';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Environment } from '../model/environment';
import type { ReleasePipeline } from '../model/release-pipeline';
import type { PlannedWave } from '../plan/document';
import { unfitForFlags } from './workloads/flag/limits';
import { FlagMetrics } from './workloads/flag/metrics';
import { released } from './workloads/workload';
import { WorkloadAlarms } from './workloads/workload-alarms';

/**
 * Which flags are released, where.
 */
export interface FlagWorkloadProps {
  /** The declaration; all waves must have been added. */
  readonly pipeline: ReleasePipeline;

  /** The environment whose stack this is. */
  readonly environment: Environment;

  /** The flags, in the template, so that the version before can come back; deployed by the workload and by nothing else. */
  readonly configuration: HostedConfiguration;

  /**
   * What CloudWatch calls the custom signals, by the signal's name: AppConfig sees nothing of the requests.
   * @default - none: there is no custom signal
   */
  readonly metrics?: Record<string, IMetric>;

  /**
   * Canaries of CloudWatch Synthetics that are the probes of synthetic signals, by the probe's name.
   * @default - none: there is no synthetic signal
   */
  readonly probes?: Record<string, Canary>;
}

const AT_MOST_MS = 24 * 3_600_000;

/**
 * Flags in AppConfig that open the way the environment's wave says. The alarms of the wave's signals close them while they
 * open and while they bake. Stands in a stack of its own: flags are released apart from what reads them.
 */
export class FlagWorkload extends Construct {
  /**
   * What readers of the flags name, beside the application and its configuration.
   * @default - there is none: the declaration is refused
   */
  public readonly configurationEnvironment?: ConfigurationEnvironment;

  constructor(scope: Construct, id: string, props: FlagWorkloadProps) {
    super(scope, id);
    const { pipeline, environment, configuration, metrics = {}, probes = {} } = props;
    const { application, configurationProfileId, versionNumber } = configuration;
    const unfit = unfitForFlags(configuration, this.node.path);
    const release = released(this, { pipeline, environment, metrics, probes, releases: configuration, unfit });
    if (!release) return;
    const alarms = new WorkloadAlarms(this, 'Alarms', { ...release, measured: new FlagMetrics(release.metrics) });
    this.configurationEnvironment = new ConfigurationEnvironment(this, 'Environment', {
      application, environmentName: environment.environmentName, monitors: alarms.shift.map((alarm) => Monitor.fromCloudWatchAlarm(alarm)),
    });
    new CfnDeployment(this, 'Deployment', {
      applicationId: application.applicationId,
      environmentId: this.configurationEnvironment.environmentId,
      configurationProfileId,
      configurationVersion: versionNumber!,
      deploymentStrategyId: new DeploymentStrategy(this, 'Shift', { rolloutStrategy: rollout(release.wave) }).deploymentStrategyId,
    });
  }
}

/**
 * A share is added at the end of each interval. AppConfig bakes as well as the pipeline: it closes a flag at once, while a
 * deployment of the version before would be stopped by the alarm that asked for it.
 * @see https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-deployment-strategy.html
 */
function rollout({ shift, bakeMs }: PlannedWave): RolloutStrategy {
  const [{ percent, holdMs }] = shift.steps;
  return RolloutStrategy.linear({
    growthFactor: percent,
    deploymentDuration: Duration.millis(holdMs * 100 / percent),
    finalBakeTime: Duration.millis(Math.min(bakeMs, AT_MOST_MS)),
  });
}

import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Environment } from '../model/environment';
import type { ReleasePipeline } from '../model/release-pipeline';
import type { PlanDocument, PlannedWave } from '../plan/document';
import { planned } from '../plan/planned';
import type { Problem } from '../plan/problem';
import { quietNames, triggerNames } from '../plan/wave-facts';
import { CodePipelineRenderer } from './code-pipeline-renderer';
import { LambdaAlarms } from './lambda-alarms';
import { lambdaShift } from './lambda-shift';
import { SP4002, SP4206, SP4210 } from './problems';

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
  /** @internal */
  public readonly _environment: string;

  /** What callers use: integrations and permissions belong here, not to the function. */
  public readonly alias: Alias;

  constructor(scope: Construct, id: string, props: LambdaWorkloadProps) {
    super(scope, id);
    const { handler, metrics = {} } = props;
    const environment = props.environment.environmentName;
    this._environment = environment;
    this.alias = new Alias(this, 'Alias', { aliasName: 'live', version: handler.currentVersion });
    const { plan, sound } = planned(props.pipeline, new CodePipelineRenderer());
    // the pipeline itself tells what is wrong with the plan; there is nothing to render from it then
    if (!sound) return;
    const document = plan._document;
    const wave = document.waves.find(({ environments }) => environments.includes(environment));
    const path = this.node.path;
    const problems = wave ? [...unbound(document, wave, metrics, path), ...superfluous(document, metrics, path)] : [unknown(document, environment, path)];
    this.node.addValidation({ validate: () => problems.map(({ message }) => message) });
    if (!wave || problems.length > 0) return;
    const alarms = new LambdaAlarms(this, 'Alarms', { plan: document, wave, environment, alias: this.alias, metrics });
    new LambdaDeploymentGroup(this, 'Deployment', {
      alias: this.alias,
      deploymentConfig: lambdaShift(this, wave.shift),
      alarms: alarms.shift,
      autoRollback: { failedDeployment: true, stoppedDeployment: true, ...(alarms.shift.length > 0 ? { deploymentInAlarm: true } : {}) },
    });
  }
}

function unknown(plan: PlanDocument, environment: string, path: string): Problem {
  return SP4002.at(path, {
    got: environment, allowed: `one of ${plan.environments.map(({ name }) => name).join(', ')}`, remedies: ['add it to a wave', 'give the workload another environment'],
  });
}

function unbound(plan: PlanDocument, wave: PlannedWave, metrics: Record<string, IMetric>, path: string): Problem[] {
  const asked = [...triggerNames(wave), ...quietNames(wave)];
  return plan.signals
    .filter(({ name, measure }) => measure.kind === 'custom' && asked.includes(name) && !metrics[name])
    .map(({ name }) => SP4206.at(path, { got: Object.keys(metrics).join(', ') || 'no metrics', allowed: `a metric for ${name}`, remedies: [`give the workload a metric named ${name}`] }));
}

function superfluous(plan: PlanDocument, metrics: Record<string, IMetric>, path: string): Problem[] {
  const custom = plan.signals.filter(({ measure }) => measure.kind === 'custom').map(({ name }) => name);
  return Object.keys(metrics).filter((name) => !custom.includes(name)).map((name) => SP4210.at(path, {
    got: name, allowed: custom.length > 0 ? `one of ${custom.join(', ')}` : 'no metric, since no signal is custom', remedies: ['correct the name', 'remove the metric'],
  }));
}

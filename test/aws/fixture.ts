import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { App, Stack, Stage } from 'aws-cdk-lib/core';
import type { ReleasePipelineProps, WaveOptions } from 'spillway';
import { aws, Duration, Environment, ReleasePipeline, RollbackTrigger, Signal, Tier, Verification } from 'spillway';

export const tooling = { account: '111111111111', region: 'eu-central-1' };
export const workloads = { account: '222222222222', region: 'eu-central-1' };

export const prod = new Environment('prod', { tier: Tier.TEST });
export const errorRatio = Signal.errorRatio({ atMost: 0.01 });

export interface Declared extends Partial<ReleasePipelineProps> {
  readonly waves: Record<string, Partial<WaveOptions>>;
  readonly connectionArn?: string;
  /** What else the release gets: another source, settings of the back end. */
  readonly candidate?: (stack: Stack) => Partial<aws.CodePipelineReleaseProps>;
}

/** An app with a pipeline stack; each wave without environments gets one of its own name. */
export class Fixture {
  public readonly app = new App();
  public readonly stack = new Stack(this.app, 'Pipeline', { env: tooling });
  public readonly pipeline: ReleasePipeline;
  public readonly release: aws.CodePipelineRelease;

  constructor({ waves, connectionArn = 'arn:aws:codeconnections:eu-central-1:111111111111:connection/1', candidate, ...props }: Declared) {
    this.pipeline = new ReleasePipeline(this.app, 'Shop', { service: 'shop', ...props });
    for (const [name, options] of Object.entries(waves)) {
      this.pipeline.addWave(name, { environments: [new Environment(name, { tier: Tier.TEST })], ...options });
    }
    this.release = new aws.CodePipelineRelease(this.stack, 'Release', {
      pipeline: this.pipeline,
      source: aws.Source.connection({ connectionArn, repository: 'shop/api', branch: 'main' }),
      synth: { commands: ['npm ci', 'npx cdk synth'] },
      ...candidate?.(this.stack),
    });
  }

  public get environments(): Environment[] {
    return this.pipeline.waves.flatMap((wave) => wave.environments);
  }

  /** Hands over a stage with one function for every environment. */
  public deployAll(env: (name: string) => { account: string; region: string } = () => workloads): this {
    for (const environment of this.environments) this.release.deploy(environment, this.functionStage(environment, env(environment.environmentName)));
    return this;
  }

  public functionStage(environment: Environment, env: { account: string; region: string }, code?: string): Stage {
    const stage = new Stage(this.app, environment.environmentName, { env });
    this.workload(new Stack(stage, 'Api'), environment, { code });
    return stage;
  }

  public workload(stack: Stack, environment: Environment, { code = 'exports.handler = async () => 1;', ...measured }: { code?: string } & Pick<aws.LambdaWorkloadProps, 'metrics' | 'probes'> = {}): void {
    const handler = new lambda.Function(stack, 'Handler', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline(code) });
    new aws.LambdaWorkload(stack, 'Workload', { pipeline: this.pipeline, environment, handler, ...measured });
  }

  public get template(): Template {
    return Template.fromStack(this.stack);
  }

  /** The template of an environment's stack with the function. */
  public functionTemplate(environment: string): Template {
    const assembly = (this.app.node.findChild(environment) as Stage).synth();
    return Template.fromJSON(assembly.stacks[0].template);
  }

  public get stages(): StageProperties[] {
    const [resource] = Object.values(this.template.findResources('AWS::CodePipeline::Pipeline'));
    return resource.Properties.Stages;
  }

  public stage(name: string): StageProperties {
    const found = this.stages.find((stage) => stage.Name === name);
    if (!found) throw new Error(`no stage ${name} among ${this.stages.map((stage) => stage.Name).join(', ')}`);
    return found;
  }

  /** What synthesis says when it fails. */
  public get failure(): string {
    try {
      this.app.synth();
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  }
}

export interface RuleProperties {
  readonly Name: string;
  readonly Region?: string;
  readonly RoleArn?: unknown;
  readonly Configuration: Record<string, unknown>;
  readonly RuleTypeId: Record<string, string>;
}

export interface ConditionProperties {
  readonly Conditions: { readonly Result: string; readonly Rules: RuleProperties[] }[];
  readonly Result?: string;
}

export interface StageProperties {
  readonly Name: string;
  readonly Actions: { readonly Name: string; readonly RunOrder: number; readonly TimeoutInMinutes?: number; readonly ActionTypeId: Record<string, string> }[];
  readonly BeforeEntry?: ConditionProperties;
  readonly OnSuccess?: ConditionProperties;
  readonly OnFailure?: ConditionProperties;
}

/** A wave that is watched: it undoes on errors and bakes for half an hour. */
export const watched = { rollbackOn: [RollbackTrigger.signal(errorRatio)], bakeTime: Duration.minutes(30) };

/** A wave that undoes on errors and does not bake: its alarms are asked when a job has verified. */
export const verified = { rollbackOn: [RollbackTrigger.signal(errorRatio)], verifications: [Verification.job({ name: 'e2e', commands: ['npm run e2e'] })] };

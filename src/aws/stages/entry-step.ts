import type { IStage } from 'aws-cdk-lib/aws-codepipeline';
import { CommandsAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { CodePipelineActionFactoryResult, ICodePipelineActionFactory, IFileSetProducer, ProduceActionOptions } from 'aws-cdk-lib/pipelines';
import { Step } from 'aws-cdk-lib/pipelines';

/**
 * Does nothing: a stage must have an action, and the conditions of an entry need a stage of their own. Runs a shell command,
 * since that needs no resource that somebody would have to keep up to date.
 */
export class EntryStep extends Step implements ICodePipelineActionFactory {
  /**
   * @param role not the pipeline's own: what it may do names the pipeline, which would wait for its role's policy
   * @param input looked at by nobody: an action has to have one
   */
  constructor(id: string, private readonly role: IRole, private readonly input: IFileSetProducer) {
    super(id);
  }

  public produceAction(stage: IStage, options: ProduceActionOptions): CodePipelineActionFactoryResult {
    stage.addAction(new CommandsAction({
      actionName: options.actionName,
      runOrder: options.runOrder,
      input: options.artifacts.toCodePipeline(this.input.primaryOutput!),
      commands: ['true'],
      role: this.role,
    }));
    return { runOrdersConsumed: 1 };
  }
}

import type { IStage } from 'aws-cdk-lib/aws-codepipeline';
import { LambdaInvokeAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import type { CodePipelineActionFactoryResult, ICodePipelineActionFactory, ProduceActionOptions } from 'aws-cdk-lib/pipelines';
import { Step } from 'aws-cdk-lib/pipelines';
import type { Asked } from '../handlers/gate/question';
import type { GateFunction } from './gate-function';

/** A question that may have to wait for its answer: an action can be asked again, a rule cannot. */
export class QuestionStep extends Step implements ICodePipelineActionFactory {
  constructor(id: string, private readonly gate: GateFunction, private readonly asked: Asked) {
    super(id);
  }

  public produceAction(stage: IStage, options: ProduceActionOptions): CodePipelineActionFactoryResult {
    stage.addAction(new LambdaInvokeAction({
      actionName: options.actionName,
      runOrder: options.runOrder,
      lambda: this.gate.lambda,
      userParametersString: this.gate.stringified(this.asked),
    }));
    return { runOrdersConsumed: 1 };
  }
}

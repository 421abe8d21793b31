/** Events as AWS documents them: https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html */
const envelope = { version: '0', account: '111111111111', region: 'eu-central-1', time: '2026-01-24T22:03:07Z', source: 'aws.codepipeline' };
const id = '12345678-1234-5678-abcd-12345678abcd';

export function stageEvent(pipeline: unknown, stage: string, state: string): object {
  return {
    ...envelope, 'detail-type': 'CodePipeline Stage Execution State Change',
    'detail': { pipeline, 'execution-id': id, stage, state, 'version': 1, 'pipeline-execution-attempt': 1 },
  };
}

export function actionEvent(pipeline: unknown, stage: string, action: string, state: string, category: string): object {
  return {
    ...envelope, 'detail-type': 'CodePipeline Action Execution State Change',
    'detail': {
      pipeline, 'execution-id': id, stage, action, state, 'region': 'eu-central-1', 'version': 1,
      'type': { owner: 'AWS', category, provider: category === 'Approval' ? 'Manual' : 'CodeBuild', version: '1' },
    },
  };
}

export function pipelineEvent(pipeline: unknown, state: string): object {
  return { ...envelope, 'detail-type': 'CodePipeline Pipeline Execution State Change', 'detail': { pipeline, 'execution-id': id, state, 'version': 1 } };
}

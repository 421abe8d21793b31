import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { STAGES_OF_CDK_PIPELINES } from '../deployments/handed-over';
import { HAND_OVER } from '../links/pipeline-parts';
import type { StageLayout } from '../stages/stage-layout';
import { EVENT_SOURCE } from '../undo/undo-definition';
import type { Occasion } from './message-kind';

/** The stages an occasion can be about; none of them, when it is about no stage of a wave. */
export function stagesOf(occasion: Occasion, layout: StageLayout[], waves: string[] | undefined): string[] | undefined {
  if (occasion.of !== 'stage' && occasion.of !== 'approval') return undefined;
  const named = layout.filter(({ kind, wave }) => occasion.kinds.includes(kind) && (!waves || waves.includes(wave)));
  const asking = occasion.of === 'approval' ? named.filter((stage) => stage.kind === 'gate' && stage.approvals.length > 0) : named;
  return asking.map(({ name }) => name);
}

/** A pattern has at most 2048 letters (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html); the rest of it is short. */
const STAGE_LETTERS_AT_MOST = 1500;

/** As few lists of stages as there must be patterns; one where there is no stage to name. */
export function inPatterns(stages: string[]): string[][] {
  const lists: string[][] = [[]];
  let letters = 0;
  for (const stage of stages) {
    letters += stage.length + 3;
    if (letters > STAGE_LETTERS_AT_MOST) {
      lists.push([]);
      letters = stage.length + 3;
    }
    lists[lists.length - 1].push(stage);
  }
  return lists;
}

export interface PatternProps {
  readonly service: string;
  readonly pipelineNames: string[];
  readonly machineArn: string;
  readonly stages: string[];
  readonly waves: string[] | undefined;
}

/** The events that are an occasion to tell something. */
export function patternOf(occasion: Occasion, { service, pipelineNames: pipeline, machineArn, stages, waves }: PatternProps): EventPattern {
  switch (occasion.of) {
    case 'stage': return codePipeline('Stage', { pipeline, stage: stages, state: [occasion.state] });
    case 'approval': return codePipeline('Action', { pipeline, stage: stages, state: [occasion.state], type: { category: ['Approval'] } });
    case 'making': return codePipeline('Stage', { pipeline, stage: STAGES_OF_CDK_PIPELINES, state: ['FAILED'] });
    case 'handOver': return codePipeline('Stage', { pipeline, stage: [HAND_OVER], state: ['FAILED'] });
    case 'pipeline': return codePipeline('Pipeline', { pipeline, state: [occasion.state] });
    case 'undo': return { source: [EVENT_SOURCE], detailType: [occasion.detailType], detail: { service: [service], ...(waves ? { wave: waves } : {}) } };
    case 'machine': return {
      source: ['aws.states'],
      detailType: ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: [machineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    };
  }
}

function codePipeline(level: 'Pipeline' | 'Stage' | 'Action', detail: Record<string, unknown>): EventPattern {
  return { source: ['aws.codepipeline'], detailType: [`CodePipeline ${level} Execution State Change`], detail };
}

import { error } from '../plan/problem-definition';

/* SP46xx  a pipeline of CDK Pipelines that is guarded */

export const SP4601 = error('SP4601', 'pipeline has no such stage',
  'A guard of a stage that does not exist guards nothing, and nobody notices until it is needed.',
  "new aws.PipelineGuard(stack, 'Guard', { pipeline, stages: { Production: { bakeTime, rollbackOn } } }); // and the stage is called Prod");

export const SP4602 = error('SP4602', 'pipeline cannot roll back',
  'Conditions are for pipelines of type V2, and one in the mode PARALLEL has no order in which a release could be undone.',
  "new CodePipeline(stack, 'Pipeline', { synth, executionMode: ExecutionMode.PARALLEL });");

export const SP4603 = error('SP4603', 'pipeline was built before it was guarded',
  'Gates are stages of their own, and CDK Pipelines takes no stages after it has built itself.',
  "pipeline.buildPipeline(); new aws.PipelineGuard(stack, 'Guard', { pipeline, stages });");

export const SP4604 = error('SP4604', 'gate needs a release of its own',
  'A guard knows stages and alarms, and nothing of signals, budgets, tickets, evidence, other services or who has answered.',
  "new aws.PipelineGuard(stack, 'Guard', { pipeline, stages: { Prod: { gates: [Gate.dependsOn(…)] } } });");

export const SP4605 = error('SP4605', 'too many alarms are asked at once',
  'A condition of CodePipeline has at most five rules, and each asks one alarm.',
  "new aws.PipelineGuard(stack, 'Guard', { pipeline, stages: { Prod: { quiet: sixAlarms } } });");

export const SP4606 = error('SP4606', 'stage that rolls back asks people',
  'A refusal there is a failed stage, which rolls back, and the rollback runs the stage again and would ask again.',
  "pipeline.addStage(prod, { pre: [new ManualApprovalStep('ok')] }); // in a stage that is guarded");

import { repeated } from '../../../../src/private/repeated';
import type { PlaceName } from './pipeline-view';
import { pipelineRule, rollsBack, stageRule } from './pipeline-view';
import type { TemplateRule } from './rule';

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html */
const RESULTS: Record<PlaceName, string[]> = { BeforeEntry: ['FAIL', 'SKIP'], OnSuccess: ['ROLLBACK', 'FAIL'], OnFailure: ['ROLLBACK'] };
const MAY_SKIP = ['LambdaInvoke', 'VariableCheck'];
const PART = /^(.+)\.\d+$/;

/** What CodePipeline says of conditions: where they may stand and what may come of them. */
export const CONDITION_RULES: TemplateRule[] = [
  pipelineRule('conditions-need-v2', 'conditions on a pipeline of type V2', ({ isV2, stages }) =>
    (isV2 ? [] : stages.flatMap(({ places }) => places.map(({ at, name }) => ({ at, got: `${name} on another type` }))))),
  pipelineRule('rollback-not-in-parallel', 'ROLLBACK in mode QUEUED or SUPERSEDED', ({ mode, stages }) =>
    (mode === 'PARALLEL' ? stages.filter(rollsBack).map(({ at }) => ({ at, got: 'ROLLBACK in mode PARALLEL' })) : [])),
  stageRule('result-allowed-in-place', 'FAIL or SKIP before entry, ROLLBACK or FAIL on success, ROLLBACK on failure', ({ places }) =>
    places.flatMap(({ name, conditions }) => conditions.filter(({ result }) => !RESULTS[name].includes(`${result}`)).map(({ at, result }) => ({ at, got: `${result} in ${name}` })))),
  stageRule('failure-result', 'ROLLBACK or RETRY', ({ places }) => places
    .filter(({ name, result }) => name === 'OnFailure' && result !== undefined && result !== 'ROLLBACK' && result !== 'RETRY').map(({ at, result }) => ({ at, got: `${result}` }))),
  stageRule('result-belongs-to-failure', 'a result of the place itself on failure only', ({ places }) =>
    places.filter(({ name, result }) => name !== 'OnFailure' && result !== undefined).map(({ at, result }) => ({ at, got: `${result}` }))),
  stageRule('one-condition', 'exactly one condition in a place', ({ places }) =>
    places.filter(({ name, conditions, raw }) => (name === 'OnFailure' && raw.Conditions === undefined ? false : conditions.length !== 1))
      .map(({ at, conditions }) => ({ at, got: `${conditions.length} conditions` }))),
  stageRule('rules-in-a-condition', '1 to 5 rules in a condition', ({ places }) => places.flatMap(({ conditions }) =>
    conditions.filter(({ rules }) => rules.length < 1 || rules.length > 5).map(({ at, rules }) => ({ at, got: `${rules.length} rules` })))),
  stageRule('rule-names-differ', 'each rule name once in a condition', ({ places }) => places.flatMap(({ conditions }) =>
    conditions.flatMap(({ at, rules }) => repeated(rules.map(({ name }) => `${name}`)).map((name) => ({ at, got: `${name} twice` }))))),
  stageRule('skip-by-provider', `SKIP with rules of ${MAY_SKIP.join(' and ')} only`, ({ places }) => places.flatMap(({ conditions }) =>
    conditions.filter(({ result }) => result === 'SKIP').flatMap(({ rules }) => rules.filter(({ provider }) => !MAY_SKIP.includes(provider)).map(({ at, provider }) => ({ at, got: provider }))))),
  stageRule('no-rollback-at-source', 'no rollback of the stage with the source', (stage) =>
    ((stage.index === 0 || stage.actions.some(({ category }) => category === 'Source')) && rollsBack(stage) ? [{ at: stage.at, got: 'ROLLBACK' }] : [])),
  stageRule('retry-or-conditions', 'a retry or conditions on failure, not both', ({ places }) => places
    .filter(({ name, result, raw, conditions }) => name === 'OnFailure' && conditions.length > 0 && (result === 'RETRY' || raw.RetryConfiguration !== undefined))
    .map(({ at }) => ({ at, got: 'both' }))),
  stageRule('change-sets-are-not-run-again', 'a retry of stages without change sets: one that was executed is gone', ({ at, places, actions }) =>
    (places.some(({ raw }) => raw.RetryConfiguration !== undefined) && actions.some(({ configuration }) => `${configuration.ActionMode}`.startsWith('CHANGE_SET'))
      ? [{ at, got: 'a retry of change sets' }] : [])),
  stageRule('window-apart-from-alarm', 'a window and an alarm in different conditions: the alarm is not asked again when the window opens', ({ places }) => places.flatMap(({ conditions }) =>
    conditions.filter(({ rules }) => ['DeploymentWindow', 'CloudWatchAlarm'].every((each) => rules.some(({ provider }) => provider === each))).map(({ at }) => ({ at, got: 'both' })))),
  pipelineRule('no-conditions-on-a-part', 'conditions on whole stages: those of one part say nothing of the others', ({ stages }) => stages.flatMap(({ at, name, places }) => {
    const whole = PART.exec(name)?.[1];
    const parts = stages.filter((other) => PART.exec(other.name)?.[1] === whole);
    return whole && parts.length > 1 && places.length > 0 ? [{ at, got: `conditions on ${name} of ${parts.map((part) => part.name).join(', ')}` }] : [];
  })),
  stageRule('no-approval-where-rolled-back', 'approvals in a stage that is not rolled back: a refusal is a failure, and a rollback may ask again', (stage) =>
    (rollsBack(stage) ? stage.actions.filter(({ category }) => category === 'Approval').map(({ at, name }) => ({ at, got: name })) : [])),
  stageRule('blockers-are-reserved', 'no Blockers', ({ at, raw }) => (raw.Blockers === undefined ? [] : [{ at: `${at}/Blockers`, got: 'Blockers' }])),
];

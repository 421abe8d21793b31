import type { PlanDocument } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { quietNames, triggerNames } from '../../plan/wave-facts';
import { layout } from '../layout';
import { watchesBake } from '../names';
import { SP4101, SP4102, SP4104, SP4105, SP4106 } from '../problems';

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html */
const STAGES_AT_MOST = 50;
/** Source, Build, UpdatePipeline, Assets. */
const STAGES_OF_CDK_PIPELINES = 4;
const RULES_AT_MOST = 5;
export const ACTIONS_AT_MOST = 50;

export function stageLimits(plan: PlanDocument): Problem[] {
  return [...tooManyStages(plan), ...tooManyChecks(plan), ...plan.waves.flatMap((wave) => {
    const path = `${plan.path}/${wave.name}`;
    const problems: Problem[] = [];
    if (wave.bakeMs % 60_000 !== 0) {
      problems.push(SP4104.at(`${path}/bakeTime`, {
        got: `${wave.bakeMs / 1000} s`, allowed: 'a whole number of minutes', remedies: [`declare ${Math.ceil(wave.bakeMs / 60_000)} minutes`],
      }));
    }
    if (wave.bakeMs > 0 && triggerNames(wave).length === 0) {
      problems.push(SP4105.at(`${path}/bakeTime`, {
        got: 'no signal', allowed: 'at least one RollbackTrigger.signal', remedies: ['declare what undoes the release in rollbackOn', 'remove the bakeTime'],
      }));
    }
    if (wave.environments.length > RULES_AT_MOST && (watchesBake(wave) || quietNames(wave).length > 0)) {
      problems.push(SP4106.at(`${path}/environments`, {
        got: `${wave.environments.length}`, allowed: `at most ${RULES_AT_MOST}`, remedies: ['declare two waves, the smaller one first'],
      }));
    }
    return problems;
  })];
}

function tooManyStages(plan: PlanDocument): Problem[] {
  const count = layout(plan).length + STAGES_OF_CDK_PIPELINES;
  if (count <= STAGES_AT_MOST) return [];
  return [SP4101.at(plan.path, {
    got: `${count}`,
    allowed: `at most ${STAGES_AT_MOST}: one for a wave, one more for its approvals and checks, one more for its window and quiet gates, ${STAGES_OF_CDK_PIPELINES} besides`,
    remedies: ['release more environments in a wave', 'declare gates in fewer waves', 'split the environments over two pipelines'],
  })];
}

/** The stacks of a deploy stage are counted when they have been handed over. */
function tooManyChecks(plan: PlanDocument): Problem[] {
  return layout(plan).flatMap((stage) => {
    const count = stage.kind === 'gate' ? stage.approvals.length + stage.checks.length : 0;
    return count <= ACTIONS_AT_MOST ? [] : [SP4102.at(`${plan.path}/${stage.name}`, {
      got: `${count} approvals and checks`, allowed: `at most ${ACTIONS_AT_MOST} together`, remedies: ['run several commands in one check'],
    })];
  });
}

import type { PlanDocument } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { objectiveArn } from '../gates/read-budget';
import type { BudgetQuestion } from '../handlers/gate/question';
import { readerRoleName } from '../names';
import { SP4308 } from '../problems-gates';
import type { EntryLayout, StageLayout } from '../stages/stage-layout';

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html, with room for what is asked beside budgets. */
const RULE_AT_MOST = 10_000 - 1000;
/** No place has longer names. */
const SOMEWHERE = { partition: 'aws-us-gov', region: 'ap-southeast-99', account: '000000000000' };

/** Budgets of more environments than one rule can ask for. */
export function tooManyBudgets(plan: PlanDocument, stages: StageLayout[]): Problem[] {
  return stages.filter((stage): stage is EntryLayout => stage.kind === 'entry').flatMap(({ wave, budgets }) => {
    const letters = JSON.stringify(budgets.map(({ environment, remainingAtLeastRatio }) => asked(plan.service, environment, remainingAtLeastRatio))).length;
    return letters <= RULE_AT_MOST ? [] : [SP4308.at(`${plan.path}/${wave}/gates`, {
      got: `budgets of ${budgets.length} environments, ${letters} characters`, allowed: `at most ${RULE_AT_MOST} characters in one stage`,
      remedies: ['give each environment a stage with stagePerEnvironment', 'declare two waves'],
    })];
  });
}

function asked(service: string, environment: string, remainingAtLeastRatio: number): BudgetQuestion {
  const { partition, region, account } = SOMEWHERE;
  const role = `arn:${partition}:iam::${account}:role/${readerRoleName(service, environment)}`;
  return { kind: 'budget', objective: objectiveArn(service, environment, SOMEWHERE), region, role, remainingAtLeastRatio };
}

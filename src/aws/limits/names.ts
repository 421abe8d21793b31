import type { PlanDocument } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { gateActionNames, readerRoleName } from '../names';
import { SP4109 } from '../problems';
import { layout } from '../stages/layout';

/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_StageDeclaration.html, of actions and rules too */
const CODE_PIPELINE_NAME = /^[A-Za-z0-9.@\-_]{1,100}$/;
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const ROLE_NAME = /^[A-Za-z0-9+=,.@\-_]{1,64}$/;

export function nameLimits(plan: PlanDocument): Problem[] {
  const inCodePipeline = layout(plan).flatMap((stage) => [
    stage.name,
    ...(stage.kind === 'gate' ? gateActionNames(stage) : []),
    ...(stage.kind === 'deploy' ? stage.verifications.map(({ name }) => name) : []),
  ]);
  return [
    ...unfit(plan, inCodePipeline, CODE_PIPELINE_NAME, '1 to 100 of the letters A-Z, a-z, 0-9, ".", "@", "-" and "_"'),
    ...unfit(plan, plan.environments.map(({ name }) => readerRoleName(plan.service, name)), ROLE_NAME, '1 to 64 of the letters a role name may have'),
  ];
}

function unfit(plan: PlanDocument, names: string[], pattern: RegExp, allowed: string): Problem[] {
  return [...new Set(names)].filter((name) => !pattern.test(name)).map((name) => SP4109.at(plan.path, { got: name, allowed, remedies: ['choose a shorter or simpler name'] }));
}

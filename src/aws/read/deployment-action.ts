import type { WrittenAction, WrittenStage } from './written-pipeline';

const DEPLOYS = /deploy|release|rollout|promote|apply/i;
const LOOKS = /test|verify|check|lint|scan/i;

/** Actions that put something where it runs. */
export function isDeployment({ category, provider, configuration }: WrittenAction): boolean {
  // a change set that is only prepared changes nothing
  return category === 'Deploy' && !(provider === 'CloudFormation' && configuration.ActionMode === 'CHANGE_SET_REPLACE');
}

/** Actions that are taken for a deployment because they are called one: builds and functions can do anything. */
export function isCalledDeployment(stage: WrittenStage, { name, category }: WrittenAction): boolean {
  return ['Invoke', 'Build', 'Compute'].includes(category) && (DEPLOYS.test(name) || (DEPLOYS.test(stage.name) && !LOOKS.test(name)));
}

/** The actions of a stage that deploy: those that do so as such, or else those that are called so. */
export function deploying(stage: WrittenStage): WrittenAction[] {
  const own = stage.actions.filter(isDeployment);
  return own.length > 0 ? own : stage.actions.filter((action) => isCalledDeployment(stage, action));
}

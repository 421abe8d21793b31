import { STAGES_OF_CDK_PIPELINES } from '../deployments/handed-over';
import { isDeployment } from './deployment-action';
import type { WrittenStage } from './written-pipeline';

const BUILDING = ['Build', 'Test', 'Compute'];

/** Without the stages at the beginning that fetch and build a candidate, and those with which CDK Pipelines keeps itself up to date. */
export function withoutCandidate(stages: WrittenStage[]): WrittenStage[] {
  const built = stages.findIndex(({ actions }) => actions.some(isDeployment));
  const early = built < 0 ? stages.length : built;
  const lastOutput = stages.slice(0, early).map(({ actions }) => actions.some(({ category, outputs }) => category === 'Build' && outputs > 0)).lastIndexOf(true);
  return stages.filter(({ name, actions }, i) => {
    const fetches = actions.some(({ category }) => category === 'Source');
    const builds = i <= lastOutput && actions.every(({ category }) => BUILDING.includes(category));
    return !(fetches || builds || (i < early && STAGES_OF_CDK_PIPELINES.includes(name)));
  });
}

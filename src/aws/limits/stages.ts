import type { PlanDocument } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { PipelineParts } from '../links/pipeline-parts';
import { gateActionNames, watchedNames } from '../names';
import { SP4101, SP4102, SP4104, SP4105 } from '../problems';
import { layout } from '../stages/layout';
import type { StageLayout } from '../stages/stage-layout';

export const RULES_AT_MOST = 5;
export const ACTIONS_AT_MOST = 50;

export function stageLimits(plan: PlanDocument): Problem[] {
  return [...tooManyChecks(plan), ...watchedInMinutes(plan), ...plan.waves.flatMap((wave) => {
    const path = `${plan.path}/${wave.name}`;
    const problems: Problem[] = [];
    if (wave.bakeMs > 0 && watchedNames(wave).length === 0) {
      problems.push(SP4105.at(`${path}/bakeTime`, {
        got: 'no signal', allowed: 'at least one RollbackTrigger.signal', remedies: ['declare what undoes the release in rollbackOn', 'remove the bakeTime'],
      }));
    }
    return problems;
  })];
}

function watchedInMinutes(plan: PlanDocument): Problem[] {
  const lengths = [
    ...plan.waves.flatMap(({ name, bakeMs, verifications }) => [
      { path: `${plan.path}/${name}/bakeTime`, ms: bakeMs },
      ...verifications.flatMap((of) => (of.kind === 'measurement' ? [{ path: `${plan.path}/${name}/verifications/${of.id}`, ms: of.durationMs }] : [])),
    ]),
    ...plan.expedited.map(({ bakeAtMostMs }, i) => ({ path: `${plan.path}/expedited/${i}`, ms: bakeAtMostMs })),
  ];
  return lengths.filter(({ ms }) => ms % 60_000 !== 0).map(({ path, ms }) => SP4104.at(path, {
    got: `${ms / 1000} s`, allowed: 'a whole number of minutes', remedies: [`declare ${Math.ceil(ms / 60_000)} minutes`],
  }));
}

/** Waves are spread over as many pipelines as they need; one wave is in one. */
export function tooManyStages({ path, service }: PlanDocument, stages: StageLayout[]): Problem[] {
  return new PipelineParts(service, stages).overfull.map((part) => SP4101.at(path, {
    got: `${part.stages.length} for ${[...new Set(part.stages.map(({ wave }) => wave))].join(', ')}`,
    allowed: 'at most 45 for a wave, 46 where it is the only one: with those of CDK Pipelines, and one that hands a release over, 50',
    remedies: ['release more environments in a stage', 'declare several waves'],
  }));
}

/** The stacks of a deploy stage are counted when they have been handed over. */
function tooManyChecks(plan: PlanDocument): Problem[] {
  return layout(plan).flatMap((stage) => {
    const count = stage.kind === 'gate' ? gateActionNames(stage).length : 0;
    return count <= ACTIONS_AT_MOST ? [] : [SP4102.at(`${plan.path}/${stage.name}`, {
      got: `${count} approvals and checks`, allowed: `at most ${ACTIONS_AT_MOST} together`, remedies: ['run several commands in one check'],
    })];
  });
}

import type { PlannedGate } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { gateLimits } from '../limits/gates';
import { jobLimits } from '../limits/jobs';
import { RULES_AT_MOST } from '../limits/stages';
import { SP4104, SP4105 } from '../problems';
import { SP4604, SP4605 } from '../problems-adapter';
import type { GuardedStage } from './guarded-stage';

const KINDS: PlannedGate['kind'][] = ['approval', 'window', 'check'];

/** What is wrong with guards, whatever pipeline they are for. */
export function guardLimits(path: string, stages: GuardedStage[]): Problem[] {
  const each = [foreign, several, crowded, bake];
  const jobs = jobLimits({ path, waves: stages.map((stage) => ({ ...stage, verifications: [] })) });
  return [...gateLimits({ path, waves: stages }), ...jobs, ...stages.flatMap((stage) => each.flatMap((limit) => limit(path, stage)))];
}

function foreign(path: string, { name, gates }: GuardedStage): Problem[] {
  return gates.filter(({ kind }) => !KINDS.includes(kind)).map(({ id, kind }) => SP4604.at(`${path}/${name}/gates/${id}`, {
    got: kind, allowed: 'Gate.approval, Gate.window or Gate.check', remedies: ['release it with aws.CodePipelineRelease', 'list alarms in quiet instead'],
  }));
}

/** Only a function could tell whether different people have answered. */
function several(path: string, { name, gates }: GuardedStage): Problem[] {
  return gates.flatMap((gate) => (gate.kind !== 'approval' || gate.quorum === 1 ? [] : [SP4604.at(`${path}/${name}/gates/${gate.id}`, {
    got: `a quorum of ${gate.quorum}`, allowed: 'one person of a group', remedies: ['ask two groups that have no member in common', 'release it with aws.CodePipelineRelease'],
  })]));
}

function crowded(path: string, { name, quiet, rollbackOn }: GuardedStage): Problem[] {
  return Object.entries({ quiet, rollbackOn }).filter(([, alarms]) => alarms.length > RULES_AT_MOST).map(([list, alarms]) => SP4605.at(`${path}/${name}/${list}`, {
    got: `${alarms.length}`, allowed: `at most ${RULES_AT_MOST}`, remedies: ['make one composite alarm of them'],
  }));
}

function bake(path: string, { name, bakeMs, rollbackOn }: GuardedStage): Problem[] {
  const at = `${path}/${name}/bakeTime`;
  return [
    ...(Number.isInteger(bakeMs / 60_000) && bakeMs >= 0 ? [] : [SP4104.at(at, { got: `${bakeMs / 1000} s`, allowed: 'a whole number of minutes', remedies: ['round it up'] })]),
    ...(bakeMs > 0 === rollbackOn.length > 0 ? [] : [SP4105.at(at, {
      got: `${bakeMs / 60_000} min and ${rollbackOn.length} alarms`, allowed: 'both a bakeTime and alarms that undo', remedies: ['list alarms in rollbackOn', 'give the stage a bakeTime'],
    })]),
  ];
}

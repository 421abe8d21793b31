import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import type { Stage } from 'aws-cdk-lib/core';
import { Stack } from 'aws-cdk-lib/core';
import type { Problem } from '../../plan/problem';
import { objectiveName } from '../names';
import type { Place } from '../place';
import { isSameAccount, isSameRegion, placeOfStack } from '../place';
import { SP4307 } from '../problems-gates';

/** The objective whose error budget a gate asks for, or what is wrong with it. */
export function countedBudget(service: string, environment: string, stage: Stage, place: Place): CfnServiceLevelObjective | Problem {
  const name = objectiveName(service, environment);
  const objective = stage.node.findAll().find((construct): construct is CfnServiceLevelObjective =>
    construct instanceof CfnServiceLevelObjective && construct.name === name);
  const at = objective && placeOfStack(Stack.of(objective));
  return objective && at && isSameAccount(at, place) && isSameRegion(at, place) ? objective : SP4307.at(stage.node.path, {
    got: at ? `one in ${at.account} and ${at.region}` : 'no such objective',
    allowed: `an objective of Application Signals named ${name} in this stage, in ${place.account} and ${place.region}`,
    remedies: ['add a workload for this environment before the stage is handed over', 'declare an objective of that name'],
  });
}

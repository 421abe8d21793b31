import type { Stage } from 'aws-cdk-lib/core';
import type { PlanDocument } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { SP4401 } from '../problems-workloads';
import { environmentOf } from '../workloads/workload';

/** Stages without a workload where the wave says how traffic moves; plain stacks are deployed all at once. */
export function unshifted(plan: PlanDocument, stages: ReadonlyMap<string, Stage>): Problem[] {
  return plan.waves.filter(({ shift }) => shift.kind !== 'allAtOnce').flatMap(({ name, shift, environments }) => environments.flatMap((environment) => {
    const stage = stages.get(environment);
    if (!stage || stage.node.findAll().some((construct) => environmentOf(construct) === environment)) return [];
    return [SP4401.at(stage.node.path, {
      got: `no workload for ${shift.kind} in ${plan.path}/${name}`, allowed: 'a workload, or TrafficShift.allAtOnce',
      remedies: ['add an aws.LambdaWorkload, an aws.EcsWorkload or an aws.FlagWorkload to the stage', 'declare TrafficShift.allAtOnce'],
    })];
  }));
}

import type { Stage } from 'aws-cdk-lib/core';
import type { PlanDocument } from '../plan/document';
import type { Problem } from '../plan/problem';
import { repeated } from '../private/repeated';
import { layout } from './layout';
import { approvalActionName } from './names';
import { SP4009, SP4112 } from './problems';
import { environmentOf } from './workload';

/** Made by CDK Pipelines. */
const STAGES_OF_CDK_PIPELINES = ['Source', 'Build', 'UpdatePipeline', 'Assets'];

/** What is wrong with the stages as they stand at synthesis, when all is in them. */
export function handedOver(plan: PlanDocument, stages: ReadonlyMap<string, Stage>): Problem[] {
  return [...misplaced(stages), ...taken(plan, stages)];
}

function misplaced(stages: ReadonlyMap<string, Stage>): Problem[] {
  return [...stages].flatMap(([environment, stage]) => {
    const workloads = stage.node.findAll().flatMap((construct) => {
      const of = environmentOf(construct);
      return of === undefined ? [] : [{ path: construct.node.path, of }];
    });
    const foreign = workloads.filter(({ of }) => of !== environment);
    const own = workloads.filter(({ of }) => of === environment);
    return [
      ...foreign.map(({ path, of }) => SP4009.at(path, {
        got: of, allowed: `${environment}, whose stage this is`, remedies: ['give the workload the environment of its stage'],
      })),
      ...own.slice(1).map(({ path }) => SP4009.at(path, {
        got: `${own[0].path} and ${path}`, allowed: `one workload for ${environment}`, remedies: ['release the second one through a pipeline of its own'],
      })),
    ];
  });
}

function taken(plan: PlanDocument, stages: ReadonlyMap<string, Stage>): Problem[] {
  const inPipeline = [...STAGES_OF_CDK_PIPELINES];
  const inStages = layout(plan).flatMap((stage) => {
    const deployed = stage.kind === 'deploy' ? stage.environments.flatMap((environment) => stages.get(environment)?.stageName ?? []) : [];
    inPipeline.push(deployed.length === 1 ? deployed[0] : stage.name);
    if (stage.kind === 'deploy') return twice(`${plan.path}/${stage.name}`, [...deployed, ...stage.verifications.map(({ name }) => name)]);
    if (stage.kind === 'entry') return [];
    return twice(`${plan.path}/${stage.name}`, [...stage.approvals.map(({ group }) => approvalActionName(group)), ...stage.checks.map(({ name }) => name)]);
  });
  return [...twice(plan.path, inPipeline), ...inStages];
}

function twice(path: string, names: string[]): Problem[] {
  return repeated(names).map((name) => SP4112.at(path, {
    got: name, allowed: 'each name once', remedies: ['rename the wave, the job or the cdk.Stage'],
  }));
}

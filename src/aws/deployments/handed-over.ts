import { Stage } from 'aws-cdk-lib/core';
import type { Problem } from '../../plan/problem';
import { repeated } from '../../private/repeated';
import { HAND_OVER } from '../links/pipeline-parts';
import { gateActionNames } from '../names';
import { SP4009, SP4016, SP4112 } from '../problems';
import { REVIEW } from '../stages/review-step';
import type { DeployLayout, StageLayout } from '../stages/stage-layout';
import { environmentOf } from '../workloads/workload';

/** Made by CDK Pipelines. */
export const STAGES_OF_CDK_PIPELINES = ['Source', 'Build', 'UpdatePipeline', 'Assets'];

/** What is wrong with the stages as they stand at synthesis, when all is in them. */
export function handedOver(path: string, layout: StageLayout[], stages: ReadonlyMap<string, Stage>): Problem[] {
  return [...within(stages), ...misplaced(stages), ...taken(path, layout, stages)];
}

function within(stages: ReadonlyMap<string, Stage>): Problem[] {
  return [...stages.values()].flatMap((stage) => {
    const inner = stage.node.findAll().filter((construct) => construct !== stage && Stage.isStage(construct));
    return inner.map(({ node: { path } }) => SP4016.at(path, {
      got: `${path} in ${stage.node.path}`, allowed: `stacks of ${stage.node.path} itself`,
      remedies: ['hand it over as an environment of its own', `put its stacks into ${stage.node.path}`],
    }));
  });
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

function taken(path: string, layout: StageLayout[], stages: ReadonlyMap<string, Stage>): Problem[] {
  const inStages = layout.flatMap((stage) => {
    if (stage.kind === 'deploy') return twice(`${path}/${stage.name}`, [...deployed(stage, stages), ...stage.verifications.map(({ name }) => name)]);
    if (stage.kind !== 'gate') return [];
    return twice(`${path}/${stage.name}`, [...stage.reviewed.slice(0, 1).map(() => REVIEW), ...gateActionNames(stage)]);
  });
  // a stage is also known by what CDK Pipelines calls it before it gets its name
  const inPipeline = layout.flatMap((stage) => {
    const [only, ...others] = stage.kind === 'deploy' ? deployed(stage, stages) : [];
    return [...new Set([stage.name, ...only && others.length === 0 ? [only] : []])];
  });
  return [...twice(path, [...STAGES_OF_CDK_PIPELINES, HAND_OVER, ...inPipeline]), ...inStages];
}

function deployed({ environments }: DeployLayout, stages: ReadonlyMap<string, Stage>): string[] {
  return environments.flatMap((environment) => stages.get(environment)?.stageName ?? []);
}

function twice(path: string, names: string[]): Problem[] {
  return repeated(names).map((name) => SP4112.at(path, {
    got: name, allowed: 'each name once', remedies: ['rename the wave, the job or the cdk.Stage'],
  }));
}

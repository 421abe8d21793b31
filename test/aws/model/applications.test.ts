import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor, Controls, StateChange } from '../../support/codepipeline/actor';
import { CodePipeline } from '../../support/codepipeline/code-pipeline';
import { definitionOf } from '../../support/codepipeline/definition';
import type { Synthesized } from '../../support/codepipeline/synthesized';
import type { Template } from '../../support/codepipeline/template';
import { APPLICATIONS } from '../../support/verify/applications';
import { DAY, START_MS } from './scenario';

/** Says yes to everything, and lets the first release in. */
const kind: Actor = {
  hear: ({ state, level, stage, action, execution }: StateChange, controls: Controls) => {
    if (state === 'APPROVAL') controls.after(60_000, () => controls.putApprovalResult(stage!, action!, execution.id, 'Approved'));
    if (level !== 'stage' || state !== 'FAILED' || execution.release !== 'first') return;
    controls.after(60_000, () => {
      for (const condition of ['BEFORE_ENTRY', 'ON_SUCCESS'] as const) controls.overrideStageCondition(stage!, execution.id, condition);
    });
  },
};

// the model is of one pipeline: what is handed over to another one is not run
const ALONE = Object.keys(APPLICATIONS).filter((name) => name !== 'linked');

test.each(ALONE)('%s: the model reads all of its pipeline, and a good release goes through', (name) => {
  const world = { faults: [], outages: [], failedDeployments: [], failedJobs: [] };
  const engine = new CodePipeline({ written: writtenBy(name), world, startMs: START_MS, actors: [kind] });
  engine.startPipelineExecution('first');
  engine.run(START_MS + 20 * DAY);
  engine.startPipelineExecution('second');
  engine.run(START_MS + 40 * DAY);
  expect(engine.all.map(({ release, type, status }) => `${release} ${type} ${status}`)).toEqual(['first STANDARD Succeeded', 'second STANDARD Succeeded']);
  for (const { name: stage } of engine.definition.stages) expect(engine.stays(stage).map(({ status }) => status)).toEqual(['Succeeded', 'Succeeded']);
  const stacks = engine.definition.stages.flatMap(({ actions }) => actions)
    .filter(({ category }) => category === 'Deploy').map(({ configuration }) => configuration.StackName);
  expect(new Set(stacks.map((stack) => engine.stacks.releaseOf(stack)))).toEqual(new Set(['second']));
});

test.each(Object.keys(APPLICATIONS))('%s: nothing is asked on the way back, and no condition fails a stage that rolls back', (name) => {
  for (const { actions, beforeEntry, onSuccess, onFailure } of definitionOf(writtenBy(name).pipeline).stages) {
    if (onFailure?.result !== 'ROLLBACK') continue;
    expect(beforeEntry).toBeUndefined();
    expect(onSuccess?.result ?? 'ROLLBACK').toBe('ROLLBACK');
    expect(actions.filter(({ category }) => category === 'Approval')).toEqual([]);
  }
});

function writtenBy(name: string): Synthesized {
  const assembly = APPLICATIONS[name]().synth();
  const read = (path: string): Template => JSON.parse(readFileSync(join(assembly.directory, path), 'utf8')) as Template;
  const pipeline = assembly.stacks.map(({ templateFile }) => read(templateFile))
    .find(({ Resources }) => Object.values(Resources).some(({ Type }) => Type === 'AWS::CodePipeline::Pipeline'))!;
  return { pipeline, deployed: read };
}

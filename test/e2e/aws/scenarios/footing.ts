import { deepEqual, equal } from 'node:assert/strict';
import { until } from '../until';
import type { Scenario } from '../world';
import { shop } from './shop';

/** Not about us: if this fails, what the other scenarios say is worth nothing. */
export const footing: Scenario = {
  name: 'events, state machines and schedules reach CodePipeline here, and a role is refused what its policies do not allow',
  async run(world) {
    const pipeline = await shop(world);
    await world.cdk.synth('probe', { PIPELINE: pipeline.name });
    await world.cdk.deploy('probe', '**');
    const machine = await world.tooling.resource('Probe', 'AWS::StepFunctions::StateMachine');
    const execution = await pipeline.start('footing');
    await pipeline.enter(execution, 'beta', 'Failed');

    const [{ status, output }] = await world.tooling.executions(machine);
    equal(status, 'SUCCEEDED', output);
    deepEqual(JSON.parse(output), { stages: pipeline.stageNames, failed: 'beta', error: 'CodePipeline.AccessDeniedException' });

    const [message] = await world.tooling.received(await world.tooling.output('Probe', 'QueueUrl'));
    equal((JSON.parse(message) as { detail: { stage: string } }).detail.stage, 'beta');

    await until('the schedule disables gamma', async () => pipeline.transitions.get('gamma')?.reason === 'scheduled');
    equal(pipeline.transitions.get('prod'), undefined, 'the schedule may not disable prod');
    await world.cdk.destroy('probe', '**');
    pipeline.transitions.clear();
  },
};

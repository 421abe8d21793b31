import { deepEqual, ok } from 'node:assert/strict';
import { until } from '../until';
import type { Scenario } from '../world';
import { shop } from './shop';

interface Recorded {
  readonly source: string;
  readonly detail: { readonly 'execution-id': string; readonly 'stage'?: string; readonly 'state': string };
}

/** CloudTrail's part of the record, who called what, has no emulator: what is shown are the changes of state. */
export const record: Scenario = {
  name: 'what happened to a release stands in the log of the release, without code',
  async run(world) {
    const pipeline = await shop(world);
    const execution = await pipeline.start('recorded');
    await pipeline.enter(execution, 'beta', 'InProgress');
    await pipeline.enter(execution, 'beta', 'Failed');
    await pipeline.finish(execution, 'Failed');
    const lines = await until('four lines of this execution', async () => {
      const all = (await world.tooling.log(`/aws/events/${pipeline.name}`)).map((line) => JSON.parse(line) as Recorded);
      const own = all.filter(({ detail }) => detail['execution-id'] === execution.id);
      return own.length === 4 && own;
    });
    ok(lines.every(({ source }) => source === 'aws.codepipeline'));
    deepEqual(lines.map(({ detail }) => [detail.stage, detail.state]), [[undefined, 'STARTED'], ['beta', 'STARTED'], ['beta', 'FAILED'], [undefined, 'FAILED']]);
  },
};

import { deepEqual } from 'node:assert/strict';
import { PLACES } from '../cdk';
import type { Scenario } from '../world';

/** Data stays, as it should; and with a version that was live, what a rollback would have gone back to. */
export const deleteLeavesNothing: Scenario = {
  name: 'deleting the stacks leaves nothing but the tables',
  async run(world) {
    await world.cdk.destroy('ledger', '**');
    await world.cdk.destroy('app', '**');
    const places = Object.entries(PLACES).flatMap(([account, regions]) => regions.map((region) => world.root(account, region)));
    deepEqual((await Promise.all(places.map((place) => place.stacks()))).flat(), []);
    deepEqual((await Promise.all(places.map((place) => place.leftovers()))).flat(), []);
    deepEqual(world.standIns.pipelineNames, []);
  },
};

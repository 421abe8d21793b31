import { deepEqual, equal, match } from 'node:assert/strict';
import type { Scenario } from '../world';
import { auditor, go, shopReleased } from './ledger';

const dependsOn: Scenario = {
  name: 'a release waits for another one, and goes on when that has left the record of its version',
  async run(world) {
    await shopReleased(world, '1.9.3');
    const reasons: string[] = [];
    const { passed, stopped } = await go(world, 'first', {
      meanwhile: async (action, why) => {
        equal(action, 'depends-on-shop-prod-eu');
        reasons.push(why);
        await shopReleased(world, '2.1.0');
      },
    });
    deepEqual(reasons, ['/spillway/shop/running/prod-eu is version 1.9.3']);
    equal(stopped, undefined);
    equal(passed.at(-1), 'live');
  },
};

const differentPeople: Scenario = {
  name: 'two approvals by one person are one too few',
  async run(world) {
    const anna = await auditor(world, 'anna');
    const { stopped } = await go(world, 'approved-twice', { approver: () => anna });
    equal(stopped?.stage, 'gate-live');
    match(stopped!.why, /2 approvals of auditors were given by 1: .*\/anna/);
  },
};

export const asked: readonly Scenario[] = [dependsOn, differentPeople];

import { deepEqual, equal, notEqual } from 'node:assert/strict';
import type { Scenario } from '../world';
import { STACKS, takesAnOrder } from './deploys';
import { shop } from './shop';

/** The same application with another function. */
export const secondUpdate: Scenario = {
  name: 'a changed function makes a version that the alias moves to, and leaves the definition of the pipeline as it was',
  async run(world) {
    const before = await Promise.all(STACKS.map(([account, region, stack]) => world.root(account, region).resources(stack)));
    const pipeline = await shop(world);
    const definition = JSON.stringify(pipeline.definition);
    const prod = world.root('333333333333', 'us-east-1');
    const version = await prod.aliasVersion('prod-us-Api');

    await world.cdk.synth('app', { REVISION: 'second' });
    await world.cdk.deploy('app', '**');

    equal(JSON.stringify(pipeline.definition), definition);
    notEqual(await prod.aliasVersion('prod-us-Api'), version);
    await takesAnOrder(prod, 'prod-us-Api');
    const after = await Promise.all(STACKS.map(([account, region, stack]) => world.root(account, region).resources(stack)));
    for (const [i, [, , stack]] of STACKS.entries()) deepEqual(replaced(before[i], after[i]), [], stack);
  },
};

/** What a stack threw away and made anew. Versions and their alarms are made anew by design. */
function replaced(before: Map<string, { type: string; physicalId: string }>, after: typeof before): string[] {
  return [...before].flatMap(([id, { type, physicalId }]) => {
    const now = after.get(id)?.physicalId;
    const byDesign = type === 'AWS::Lambda::Version' || (type === 'AWS::CloudWatch::Alarm' && /-v\d+$/.test(physicalId));
    return now === physicalId || byDesign ? [] : [`${id}: ${physicalId} became ${now}`];
  });
}

import { deepEqual, equal } from 'node:assert/strict';
import type { Aws } from '../aws';
import { STOOD_IN, TAKEN_OUT } from '../subset';
import type { Scenario, World } from '../world';

export const STACKS: readonly [account: string, region: string, stack: string][] = [
  ['111111111111', 'eu-central-1', 'ShopPipeline'],
  ['222222222222', 'eu-central-1', 'beta-Api'],
  ['222222222222', 'eu-west-1', 'gamma-Api'],
  ['333333333333', 'eu-west-1', 'one-box-Api'],
  ['333333333333', 'eu-central-1', 'prod-eu-Api'],
  ['333333333333', 'us-east-1', 'prod-us-Api'],
];

/** Its stacks are what the other scenarios work with. */
export const deploys: Scenario = {
  name: 'the example is deployed to three accounts in three Regions, and its API takes an order',
  always: true,
  async run(world) {
    const { found, types } = await world.cdk.synth('app');
    checkSubset(world, found, types);
    deepEqual(found, Object.keys(TAKEN_OUT).sort(), 'something on the list is no longer taken out');
    await world.cdk.deploy('app', '**');
    for (const [account, region, stack] of STACKS) equal(await world.root(account, region).stackStatus(stack), 'CREATE_COMPLETE', stack);
    await takesAnOrder(world.root('333333333333', 'us-east-1'), 'prod-us-Api');
  },
};

/** What was taken out is what this repository says is taken out, and what needs a stand-in is what has one. */
export function checkSubset(world: World, found: readonly string[], types: readonly string[]): void {
  console.log(`       taken out: ${found.join(', ')}`);
  const known = world.emulator.types;
  const unknown = types.filter((type) => !known.has(type) && TAKEN_OUT[type] === undefined);
  console.log(`       stood in:  ${unknown.join(', ')}`);
  deepEqual(found.filter((entry) => TAKEN_OUT[entry] === undefined), [], 'more had to be taken out than the list says');
  deepEqual(unknown.filter((type) => STOOD_IN[type] === undefined), [], 'the emulator does not know these types, and they have no stand-in');
  deepEqual([...Object.keys(TAKEN_OUT), ...Object.keys(STOOD_IN)].filter((type) => known.has(type)), [], 'the emulator knows these types by now');
}

/** Through the alias that traffic goes to; the role of the function must allow it to write to its table. */
export async function takesAnOrder(aws: Aws, stack: string): Promise<void> {
  const name = await aws.resource(stack, 'AWS::Lambda::Function');
  const call = (method: string, rawPath: string, body?: string) => aws.invoke<{ statusCode: number; body: string }>(name, { requestContext: { http: { method } }, rawPath, body }, 'live');
  const taken = await call('POST', '/orders', JSON.stringify({ item: 'lamp', quantity: 2 }));
  equal(taken.statusCode, 201, taken.body);
  const { id } = JSON.parse(taken.body) as { id: string };
  const shown = await call('GET', `/orders/${id}`);
  deepEqual(JSON.parse(shown.body), { id, item: 'lamp', quantity: 2 });
}

import { deepEqual, equal } from 'node:assert/strict';
import type { Scenario, World } from '../world';
import { STACKS, takesAnOrder } from './deploys';
import { shop, shopRelease } from './shop';

const ENVIRONMENTS = STACKS.slice(1);

/**
 * Synthesizes the application with another function, as revision `second`.
 * @returns what CodePipeline's CloudFormation actions do, by the command line; of an environment's two stacks only the API's changes
 */
async function secondRevision(world: World): Promise<(stack: string, revision: string) => Promise<void>> {
  await world.cdk.synth('app', { REVISION: 'second' }, 'second');
  return async (stack, revision) => {
    if (stack.endsWith('-Api')) await world.cdk.deploy(revision === 'second' ? 'second' : 'app', stack.replace(/-Api$/, '/Api'));
  };
}

/** The revision that each environment's traffic goes to, in the order of `ENVIRONMENTS`. */
async function revisions(world: World): Promise<string[]> {
  return Promise.all(ENVIRONMENTS.map(async ([account, region, stack]) => await world.root(account, region).liveVariable(stack, 'REVISION') ?? 'first'));
}

const goesBack: Scenario = {
  name: 'a bad second release moves the alias wave by wave, and a rollback moves it back',
  async run(world) {
    const gamma = world.root('222222222222', 'eu-west-1');
    const deploy = await secondRevision(world);
    equal((await shopRelease(world, 'first')).stopped, undefined);
    const during: string[][] = [];
    const { stopped } = await shopRelease(world, 'second', {
      deploy,
      bake: async (stage) => {
        if (stage !== 'gamma') return;
        during.push(await revisions(world));
        await gamma.measure('shop-gamma-error-ratio', 1);
      },
    });
    await gamma.measure('shop-gamma-error-ratio', -1);
    deepEqual([stopped?.stage, stopped?.rolledBackTo], ['gamma', 'first']);
    deepEqual(during, [['second', 'second', 'first', 'first', 'first']]);
    // the wave before stays: the example declares no wider scope
    deepEqual(await revisions(world), ['second', 'first', 'first', 'first', 'first']);
    await takesAnOrder(gamma, 'gamma-Api');
  },
};

const goesThrough: Scenario = {
  name: 'a good second release reaches every environment, replaces nothing, and leaves the definition of the pipeline as it was',
  async run(world) {
    const stacks = () => Promise.all(STACKS.map(([account, region, stack]) => world.root(account, region).resources(stack)));
    const before = await stacks();
    const definition = JSON.stringify((await shop(world)).definition);
    const { stopped } = await shopRelease(world, 'second', { deploy: await secondRevision(world) });
    await world.cdk.deploy('second', 'ShopPipeline');
    equal(stopped, undefined);
    deepEqual(await revisions(world), ['second', 'second', 'second', 'second', 'second']);
    await takesAnOrder(world.root('333333333333', 'us-east-1'), 'prod-us-Api');
    equal(JSON.stringify((await shop(world)).definition), definition);
    const after = await stacks();
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

export const secondUpdate: readonly Scenario[] = [goesBack, goesThrough];

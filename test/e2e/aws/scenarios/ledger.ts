import type { Aws } from '../aws';
import type { Circumstances, Outcome } from '../release';
import { release } from '../release';
import type { StandInPipeline } from '../stand-in-pipeline';
import { until } from '../until';
import type { World } from '../world';
import { checkSubset } from './deploys';
import { OFFICE_HOURS, shopRelease } from './shop';

interface Freeze { readonly FREEZE_FROM: string; readonly FREEZE_TO: string }

const HOUR = 3_600_000;
export const OVER: Freeze = { FREEZE_FROM: '2024-01-01T00:00', FREEZE_TO: '2024-01-02T00:00' };

export function now(): Freeze {
  const local = (atMs: number) => new Date(atMs).toISOString().slice(0, 16);
  return { FREEZE_FROM: local(Date.now() - HOUR), FREEZE_TO: local(Date.now() + HOUR) };
}

export async function deployLedger(world: World, freeze: Freeze): Promise<void> {
  const { found, types } = await world.cdk.synth('ledger', { ...freeze });
  checkSubset(world, found, types);
  await world.cdk.deploy('ledger', '**');
}

export function ledger(world: World): StandInPipeline {
  return world.standIns.pipeline('ledger-release');
}

export async function auditor(world: World, name: string): Promise<Aws> {
  return world.tooling.assume('arn:aws:iam::111111111111:role/auditors', name);
}

/** Two people approve. */
async function circumstances(world: World, more: Partial<Circumstances> = {}): Promise<Circumstances> {
  const [first, second] = await Promise.all(['anna', 'ben'].map((name) => auditor(world, name)));
  return { at: OFFICE_HOURS, approver: (action) => (action.endsWith('-1') ? first : second), ...more };
}

/** A release that gets to the end unless something of its circumstances stops it. */
export async function go(world: World, revision: string, more: Partial<Circumstances> = {}): Promise<Outcome> {
  return release(world, ledger(world), revision, await circumstances(world, more));
}

/** A version of the example is released, and a state machine of its pipeline leaves the record. */
export async function shopReleased(world: World, version: string): Promise<void> {
  await shopRelease(world, `shop-${version}`, { outputs: { Synth: { RELEASE_VERSION: version } } });
  await until(`shop ${version} is on record`, async () => {
    const record = await world.tooling.parameter('/spillway/shop/running/prod-eu');
    return record !== undefined && (JSON.parse(record) as { version: string }).version === version;
  });
}


import type { Circumstances, Outcome } from '../release';
import { release } from '../release';
import type { StandInPipeline } from '../stand-in-pipeline';
import type { World } from '../world';

/** A Tuesday morning in Zurich. */
export const OFFICE_HOURS = new Date('2026-11-24T09:30:00Z');

/** The example's pipeline as the emulator's CloudFormation made it, with every reference resolved. */
export async function shop(world: World): Promise<StandInPipeline> {
  return world.standIns.pipeline(await world.tooling.resource('ShopPipeline', 'AWS::CodePipeline::Pipeline'));
}

/** A release of the example that gets to the end unless something of its circumstances stops it. */
export async function shopRelease(world: World, revision: string, more: Partial<Circumstances> = {}): Promise<Outcome> {
  const manager = await world.tooling.assume('arn:aws:iam::111111111111:role/release-managers');
  return release(world, await shop(world), revision, { at: OFFICE_HOURS, approver: () => manager, ...more });
}

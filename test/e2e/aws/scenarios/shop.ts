import type { StandInPipeline } from '../stand-in-pipeline';
import type { World } from '../world';

/** The example's pipeline as the emulator's CloudFormation made it, with every reference resolved. */
export async function shop(world: World): Promise<StandInPipeline> {
  return world.standIns.pipeline(await world.tooling.resource('ShopPipeline', 'AWS::CodePipeline::Pipeline'));
}

/** What a proof does with all waves together, by itself: `explore WAVES`. It is the last of several times that counts, when its loops are compiled. */
import * as path from 'path';
import { RootConstruct } from 'constructs';
import { Environment, Plan, ReleasePipeline, Tier } from 'spillway';
import type * as explorations from '../../src/rehearsal/prove/exploration';
import type * as interplays from '../../src/rehearsal/prove/interplay';
import type * as worlds from '../../src/rehearsal/prove/world';
import { mark, numbers, report } from './harness';

const TIMES = 10;
const MORE_THAN_THERE_ARE = 10_000_000;

const inside = (name: string) => require(path.join(path.dirname(require.resolve('spillway')), 'rehearsal', 'prove', name));
const { Exploration }: typeof explorations = inside('exploration');
const { Interplay }: typeof interplays = inside('interplay');
const { worldsOf }: typeof worlds = inside('world');

const [waves] = numbers;
const pipeline = new ReleasePipeline(new RootConstruct(), 'Shop', { service: 'shop' });
for (let wave = 1; wave <= waves; wave++) pipeline.addWave(`wave-${wave}`, { environments: [new Environment(`env-${wave}`, { tier: Tier.STAGING })] });
const plan = JSON.parse(Plan.of(pipeline).toJson());
const [world] = worldsOf(plan);
const explore = () => new Exploration(new Interplay(plan, world, new Set()), MORE_THAN_THERE_ARE);
for (let time = 1; time < TIMES; time++) explore();
mark('warm up');
const { size, transitions } = explore();
mark('explore');
report(() => ({ waves, states: size, transitions }));

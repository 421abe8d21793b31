import { SHAPES } from '../app';
import { Trial } from '../trial';
import type { Scenario, World } from '../world';

/** Flagger acts once an interval, and each of its phases takes at least one. */
const PHASES = 600;

async function begun(namespace: string, world: World): Promise<Trial> {
  const trial = await Trial.start(world, namespace, SHAPES.flagger);
  const mark = await trial.release('v1');
  await trial.chronicle.tells(mark, [/^canary Initialized/], 240);
  return trial;
}

// what it does in one interval to several objects is told in any order
export const flagger: Scenario[] = [{
  name: 'Flagger gives a good canary its share of the route, makes it the primary, and sends that all requests',
  async run(world) {
    const trial = await begun('flagger-good', world);
    const from = await trial.release('v2');
    await trial.chronicle.tells(from, [/^canary Progressing/, /^route api-primary=95 api-canary=5$/, /^canary Promoting/, /^route api-primary=100 api-canary=0$/, /^canary Succeeded/], PHASES);
    await trial.chronicle.tells(from, [/^pods v1=5 v2=5$/, /^pods v2=10$/, /^pods v2=5$/], 30);
    await trial.serves({ v2: 5 });
    await trial.end();
  },
}, {
  name: 'Flagger takes a bad canary off the route; the primary serves, and has never changed',
  async run(world) {
    const trial = await begun('flagger-bad', world);
    const from = await trial.release('v2', { errorRatio: 0.3 });
    await trial.chronicle.tells(from, [/^canary Progressing/, /^route api-primary=95 api-canary=5$/, /^route api-primary=100 api-canary=0$/], PHASES);
    await trial.chronicle.tells(from, [/^canary Failed/], 30);
    await trial.chronicle.tells(from, [/^pods v1=5 v2=5$/, /^pods v1=5$/], 30);
    trial.chronicle.tellsNothingOf(from, /^(canary (Promoting|Succeeded)|pods .*v1=[0-4]|route api-primary=(?!100|95))/);
    await trial.serves({ v1: 5 });
    await trial.end();
  },
}];

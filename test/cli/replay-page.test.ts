import { readFileSync } from 'node:fs';
import { Duration, RollbackTrigger, Signal, Traffic, TrafficShift } from 'spillway';
import { readHistory } from '../../src/cli/history/history';
import { replay } from '../../src/rehearsal/replay/replay';
import { soundPlan } from '../support/sound-plan';
import { spillway } from './fixture';

const page = readFileSync('docs/replay.md', 'utf8');
const HISTORY = 'examples/two-worlds/history.csv';

test('the example of the page is what comes of it', async () => {
  const [, command, output] = /^\$ spillway (.*)\n([^]*?)\n```$/m.exec(page)!;
  const { out } = await spillway(...command.split(' '));
  const [first, last] = output.split('\n…\n');
  expect(out.startsWith(first)).toBe(true);
  expect(out.trimEnd().endsWith(last)).toBe(true);
});

test('a sequential signal stops v45 in the first step, and no good one, as the page says', () => {
  const plan = soundPlan({
    traffic: Traffic.of({ requestsPerSecond: 150, errorRatio: 0.001 }),
    rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01 })), RollbackTrigger.signal(Signal.sequential({ detect: 0.006 }))],
  }, { trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(15) }) });
  const fates = readHistory({ metrics: HISTORY }).map((history) => replay(plan, history, { draws: 100, seed: 1 }));
  const of = (name: string) => fates.find(({ release }) => release === name)!;
  expect(of('v45')).toMatchObject({ stoppedRatio: 1, stop: { signal: 'sequential-error-ratio', stage: 'step 1, 10 %' } });
  for (const good of ['v41', 'v43', 'v46']) expect(of(good).stoppedRatio).toBeLessThan(0.1);
});

test('the lines of the page are the first of the history', () => {
  expect(page).toContain(readFileSync(HISTORY, 'utf8').split('\n').slice(0, 3).join('\n'));
});

import * as fc from 'fast-check';
import { Day, DeploymentWindow, Duration, Environment, Gate, RollbackTrigger, Tier } from 'spillway';
import type { Actor, StateChange } from '../../support/codepipeline/actor';
import { CodePipeline } from '../../support/codepipeline/code-pipeline';
import type { KeeperSurroundings } from '../../support/codepipeline/keeper-actor';
import { KeeperActor } from '../../support/codepipeline/keeper-actor';
import { Machines } from '../../support/codepipeline/machines';
import type { World } from '../../support/codepipeline/world';
import { errorRatio } from '../fixture';
import { pipelineOf } from './pipelines';
import { HOUR, MINUTE, START_MS } from './scenario';

const SECOND_MS = 1_000;
const rollbackOn = [RollbackTrigger.signal(errorRatio)];
const office = DeploymentWindow.weekly('office', { days: [Day.MONDAY, Day.TUESDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Berlin' });
const prod = { environments: [new Environment('eu', { tier: Tier.TEST })], gates: [Gate.window(office), Gate.quiet(errorRatio)], rollbackOn, bakeTime: Duration.hours(2) };
const { written } = pipelineOf({ waves: { prod } });
const { written: queued } = pipelineOf({ supersede: false, waves: { prod } });

const CALM: World = { faults: [], outages: [], failedDeployments: [], failedJobs: [] };
/** Somebody lets in the first release, whose alarms do not exist yet. */
const onCall: Actor = {
  hear: ({ level, state, stage, execution }, controls) => {
    if (level !== 'stage' || state !== 'FAILED' || execution.release !== '1' || stage !== 'enter-prod') return;
    controls.after(MINUTE, () => controls.overrideStageCondition(stage, execution.id, 'ON_SUCCESS'));
  },
};

interface Told {
  readonly pipeline?: typeof written;
  readonly world?: World;
  readonly around?: KeeperSurroundings;
  /** When releases start, after ten o'clock on a Monday in Berlin. */
  readonly starts: Readonly<Record<string, number>>;
  readonly then?: (engine: CodePipeline, keeper: KeeperActor) => void;
  readonly forMs?: number;
}

interface Played {
  readonly engine: CodePipeline;
  readonly keeper: KeeperActor;
  /** When each release came to a stage, in minutes after the start. */
  readonly came: (stage: string) => Record<string, number>;
}

async function play({ pipeline = written, world = CALM, around, starts, then, forMs = 48 * HOUR }: Told): Promise<Played> {
  const machines = new Machines();
  const keeper = new KeeperActor(pipeline.pipeline, machines, around);
  const engine = new CodePipeline({ written: pipeline, world, startMs: START_MS, actors: [keeper, onCall] });
  keeper.actOn(engine);
  for (const [release, afterMs] of Object.entries(starts)) engine.after(afterMs, () => engine.startPipelineExecution(release));
  then?.(engine, keeper);
  await machines.accompany(engine, START_MS + forMs);
  const came = (stage: string) => Object.fromEntries(engine.record
    .filter((change) => change.level === 'stage' && change.stage === stage && change.state === 'STARTED' && change.execution.type === 'STANDARD')
    .map(({ execution, atMs }) => [execution.release, Math.round((atMs - START_MS) / MINUTE)]));
  return { engine, keeper, came };
}

const status = (engine: CodePipeline, release: string) => engine.all.find((execution) => execution.type === 'STANDARD' && execution.release === release)!.status;

/** The second one in the afternoon: its bake ends when the window has closed. */
const afternoon = { 1: 0, 2: 5.5 * HOUR };

test('whoever comes during the bake of another is asked when that is over: the window has closed, and it enters the next morning', async () => {
  const { came, engine, keeper } = await play({ starts: { ...afternoon, 3: 5.75 * HOUR } });
  const opens = 23 * 60;
  expect(came('enter-prod')['3']).toBeGreaterThan(7.5 * 60);
  expect(came('prod')['3']).toBeGreaterThanOrEqual(opens);
  expect(came('prod')['3']).toBeLessThan(opens + 30);
  expect(status(engine, '3')).toBe('Succeeded');
  expect(keeper.calls).toEqual([1, 2, 3].flatMap((n) => [`close enter-prod: taken by execution standard-${n}`, 'open enter-prod']));
});

test('an alarm of the bad release turns no good one away', async () => {
  const faults = [{ release: '2', environment: 'eu', ailment: 'errors' as const, from: 'fullTraffic' as const, afterMs: 10 * MINUTE }];
  const { engine, came } = await play({ world: { ...CALM, faults }, starts: { 1: 0, 2: 3 * HOUR, 3: 3.3 * HOUR } });
  expect(engine.stays('prod').map(({ execution: { release, type }, status: how }) => `${release} ${type} ${how}`))
    .toEqual(['1 STANDARD Succeeded', '2 STANDARD Failed', '1 ROLLBACK Succeeded', '3 STANDARD Succeeded']);
  const back = engine.record.find(({ stage, state, execution }) => stage === 'prod' && state === 'SUCCEEDED' && execution.type === 'ROLLBACK')!.atMs;
  expect(came('enter-prod')['3'] * MINUTE).toBeGreaterThanOrEqual(back - START_MS);
});

test('of those that wait the newest goes on, and all of them where the order is kept', async () => {
  const starts = { 1: 0, 2: 3 * HOUR, 3: 3.5 * HOUR, 4: 4 * HOUR };
  const newest = await play({ starts });
  expect(['2', '3', '4'].map((release) => status(newest.engine, release))).toEqual(['Succeeded', 'Superseded', 'Succeeded']);
  const all = await play({ pipeline: queued, starts });
  expect(['2', '3', '4'].map((release) => status(all.engine, release))).toEqual(['Succeeded', 'Succeeded', 'Succeeded']);
});

test('without the machine a release is asked while another one bakes, and deployed in the evening', async () => {
  const { came, engine } = await play({ starts: { ...afternoon, 3: 5.75 * HOUR }, around: { delivered: () => [] } });
  expect(came('enter-prod')['3']).toBeLessThan(7 * 60);
  expect(came('prod')['3']).toBeGreaterThan(7 * 60);
  expect(came('prod')['3']).toBeLessThan(12 * 60);
  expect(status(engine, '3')).toBe('Succeeded');
});

/** Whether a release was asked while another was in the wave. */
function askedTooEarly({ record }: CodePipeline): string[] {
  const inside = new Map<string, string>();
  return record.flatMap(({ level, stage, state, execution }) => {
    const others = [...inside].filter(([, place]) => place !== '').map(([id]) => id).filter((id) => id !== execution.id);
    if (level === 'pipeline' && state !== 'STARTED') inside.delete(execution.id);
    if (level !== 'stage' || !['enter-prod', 'prod'].includes(stage!)) return [];
    if (state === 'FAILED' || (stage === 'prod' && state === 'SUCCEEDED')) inside.delete(execution.id);
    else inside.set(execution.id, stage!);
    return stage === 'enter-prod' && state === 'STARTED' && others.length > 0 ? [`${execution.id} while ${others.join()}`] : [];
  });
}

test('events that come late, twice or in another order, and calls that take their time, let nobody in too early and hold nobody for good', async () => {
  await fc.assert(fc.asyncProperty(
    fc.infiniteStream(fc.array(fc.integer({ min: 1, max: 90 * SECOND_MS }), { minLength: 1, maxLength: 3 })),
    fc.infiniteStream(fc.integer({ min: 1, max: 4 * SECOND_MS })),
    fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 3, maxLength: 6 }),
    fc.boolean(),
    async (delays, latencies, gaps, isQueued) => {
      // the entry takes five minutes here: that it is told of within that time is what the design counts on
      const around = { delivered: () => delays.next().value as number[], latencyMs: () => latencies.next().value as number };
      const starts = Object.fromEntries(gaps.map((_, i) => [`${i + 1}`, gaps.slice(0, i).reduce((sum, gap) => sum + 6 * gap * MINUTE, 0)]));
      const { engine, keeper } = await play({ pipeline: isQueued ? queued : written, around, starts, forMs: 30 * 24 * HOUR });
      expect(askedTooEarly(engine)).toEqual([]);
      expect(engine.closedFor('enter-prod')).toBeUndefined();
      expect(status(engine, `${gaps.length}`)).toBe('Succeeded');
      expect(keeper.failures).toBe(0);
    },
  ), { seed: 7, numRuns: 25 });
});

test('two executions of it that change the same transition leave it right, whoever is last', async () => {
  let taken = 0;
  const latency = fc.infiniteStream(fc.constantFrom(SECOND_MS, 40 * SECOND_MS));
  const moments = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 2 });
  await fc.assert(fc.asyncProperty(latency, moments, async (latencies, offsets) => {
    const wrong: string[] = [];
    await play({
      // the third one comes in the moment the wave is free
      starts: { 1: 0, 2: 3 * HOUR, 3: 3.5 * HOUR },
      around: { latencyMs: () => latencies.next().value as number },
      then: (model, keeper) => {
        const free = () => model.stays('prod').at(-1)?.execution.release === '2' && model.stays('prod').at(-1)!.status === 'Succeeded';
        const look = (): void => {
          if (!free()) return model.after(SECOND_MS, look);
          for (const offset of offsets) model.after(offset * SECOND_MS, () => keeper.start());
        };
        model.after(3 * HOUR, look);
        // no event comes during the five minutes that the entry takes
        const settled = (): void => {
          if (model.stays('enter-prod').at(-1)?.execution.release !== '3') return model.after(SECOND_MS, settled);
          model.after(4.5 * MINUTE, () => {
            taken++;
            if (model.closedFor('enter-prod') === undefined) wrong.push('the way is open behind the third one');
          });
        };
        model.after(3 * HOUR, settled);
      },
      forMs: 10 * HOUR,
    });
    expect(wrong).toEqual([]);
  }), { seed: 7, numRuns: 40 });
  expect(taken).toBe(40);
});

test('an event that is lost is mended by the next release that starts', async () => {
  const around = { delivered: ({ state, execution }: StateChange) => (execution.release === '2' && state !== 'STARTED' ? [] : [0]) };
  const { engine } = await play({ around, starts: { 1: 0, 2: 3 * HOUR }, forMs: 20 * HOUR });
  expect(engine.closedFor('enter-prod')).toMatch(/^taken by execution/);
  const mended = await play({ around, starts: { 1: 0, 2: 3 * HOUR, 3: 7 * HOUR }, forMs: 48 * HOUR });
  expect(status(mended.engine, '3')).toBe('Succeeded');
});

test('what a person has closed stays so, whatever happens in the wave', async () => {
  const { engine, keeper } = await play({
    starts: { 1: 0, 2: 3 * HOUR, 3: 4 * HOUR },
    then: (model) => {
      model.after(2.9 * HOUR, () => model.disableStageTransition('enter-prod', 'incident 4711'));
    },
  });
  expect(engine.closedFor('enter-prod')).toBe('incident 4711');
  expect(keeper.calls).toEqual(['close enter-prod: taken by execution standard-1', 'open enter-prod']);
  expect(['2', '3'].map((release) => status(engine, release))).toEqual(['Superseded', 'InProgress']);
});

test('when its calls fail, the way stays as it is, which is closed, until a person opens it or the next release has it looked at', async () => {
  const broken = (_: string, atMs: number) => atMs > START_MS + 3.5 * HOUR && atMs < START_MS + 8 * HOUR;
  const { engine, keeper } = await play({ around: { fails: broken }, starts: { 1: 0, 2: 3 * HOUR, 3: 4 * HOUR }, forMs: 20 * HOUR });
  expect(keeper.failures).toBeGreaterThan(0);
  expect(engine.closedFor('enter-prod')).toMatch(/^taken by execution/);
  expect(status(engine, '3')).toBe('InProgress');
  const opened = await play({
    around: { fails: broken }, starts: { 1: 0, 2: 3 * HOUR, 3: 4 * HOUR }, then: (model) => model.after(7.9 * HOUR, () => model.enableStageTransition('enter-prod')),
  });
  expect(status(opened.engine, '3')).toBe('Succeeded');
  const looked = await play({ around: { fails: broken }, starts: { 1: 0, 2: 3 * HOUR, 3: 4 * HOUR, 4: 9 * HOUR } });
  expect(['3', '4'].map((release) => status(looked.engine, release))).toEqual(['Succeeded', 'Succeeded']);
});

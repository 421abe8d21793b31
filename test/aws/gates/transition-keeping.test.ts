import aslValidator = require('asl-validator');
import { transitionKeeping } from '../../../src/aws/gates/transition-keeping';
import { stageEvent } from '../../support/sample-events';
import { run, TaskError } from '../../support/stepfunctions/state-machine';

const held = [
  { pipelineName: 'shop-release', stage: 'gate-prod', freezes: ['sale', 'year-end'], calendars: ['sale-calendar', 'year-end-calendar'], occupied: [] },
  { pipelineName: 'shop-release', stage: 'enter-prod', freezes: [], calendars: ['sale-calendar', 'year-end-calendar'], occupied: ['enter-prod', 'prod', 'bake-prod'] },
  { pipelineName: 'shop-release-2', stage: 'enter-beta', freezes: ['sale'], calendars: ['sale-calendar'], occupied: ['enter-beta', 'beta'] },
  { pipelineName: 'shop-release-2', stage: 'enter-box', freezes: [], calendars: [], occupied: ['enter-box', 'box'] },
];
const STAGES: Record<string, string[]> = {
  'shop-release': ['Source', 'gate-prod', 'enter-prod', 'prod', 'bake-prod'], 'shop-release-2': ['Source', 'enter-beta', 'beta', 'enter-box', 'box'],
};
const definition = () => JSON.parse(JSON.stringify(transitionKeeping(held)).replaceAll('${pipeline}', 'shop-release').replaceAll('${partition}', 'aws')) as Parameters<typeof run>[0];
const entered = new Set<string>();

interface Met {
  /** Names of calendars. */
  readonly closed?: string[];
  /** Calendars that cannot be asked. */
  readonly broken?: string[];
  /** Why a way is closed, by stage. */
  readonly reasons?: Record<string, string>;
  /** What each look finds in a stage, the last one again and again; nothing has been in the others. */
  readonly stages?: Record<string, string[]>;
  /** The stage whose condition is judged. */
  readonly asked?: string;
  readonly condition?: 'BeforeEntryConditionState' | 'OnSuccessConditionState';
  readonly event?: object;
}

/** What the machine does, and that it does it again has no effect. */
async function keep({ closed = [], broken = [], reasons = {}, stages = {}, asked, condition = 'BeforeEntryConditionState', event = {} }: Met): Promise<{ said: string[]; waitedSeconds: number }> {
  const said: string[] = [];
  const ways = new Map(Object.entries(reasons));
  const looks = new Map<string, number>();
  const { waitedSeconds, ...done } = await run(definition(), event, {
    'ssm:getCalendarState': ({ CalendarNames }: { CalendarNames: string[] }) => {
      if (broken.some((name) => CalendarNames.includes(name))) throw new TaskError('Ssm.InvalidDocument');
      return { State: CalendarNames.some((name) => closed.includes(name)) ? 'CLOSED' : 'OPEN' };
    },
    'codepipeline:getPipelineState': ({ Name }: { Name: string }) => {
      const look = looks.get(Name) ?? 0;
      looks.set(Name, look + 1);
      return {
        PipelineName: Name,
        StageStates: STAGES[Name].map((StageName) => ({
          StageName,
          ...state(ways.get(StageName), stages[StageName], look),
          ...(StageName === asked ? { [condition]: { LatestExecution: { Status: 'InProgress' } } } : {}),
          ...(StageName === 'Source' ? { InboundTransitionState: undefined } : {}),
        })),
      };
    },
    'codepipeline:disableStageTransition': ({ PipelineName, StageName, TransitionType, Reason }) => {
      said.push(`close ${PipelineName}/${StageName} ${TransitionType}: ${Reason}`);
      ways.set(StageName, Reason);
      return {};
    },
    'codepipeline:enableStageTransition': ({ PipelineName, StageName, TransitionType }) => {
      said.push(`open ${PipelineName}/${StageName} ${TransitionType}`);
      ways.delete(StageName);
      return {};
    },
  });
  for (const name of done.entered) entered.add(name);
  expect(done.status).toBe('SUCCEEDED');
  return { said, waitedSeconds };
}

function state(reason: string | undefined, found: string[] | undefined, look: number): object {
  const status = found?.[Math.min(look, found.length - 1)];
  return {
    InboundTransitionState: reason === undefined ? { Enabled: true } : { Enabled: false, DisabledReason: reason },
    ...(status ? { LatestExecution: { PipelineExecutionId: `of-${status}`, Status: status, Type: 'STANDARD' } } : {}),
  };
}

const event = (stage: string, of: string, pipeline = 'shop-release') => stageEvent(pipeline, stage, of);

test('is a state machine as the language defines it', () => {
  expect(aslValidator(definition(), { checkPaths: true, checkArn: true }).errors).toEqual([]);
});

test('asks no calendar where nothing freezes, and is still a state machine', () => {
  const unfrozen = transitionKeeping([{ pipelineName: 'shop-release', stage: 'enter-prod', freezes: [], calendars: [], occupied: ['enter-prod', 'prod'] }]);
  const written = JSON.stringify(unfrozen).replaceAll('${partition}', 'aws');
  expect(aslValidator(JSON.parse(written) as object, { checkPaths: true, checkArn: true }).errors).toEqual([]);
  expect(written).not.toContain('ssm:');
});

describe('freezes', () => {
  test('what one has closed is opened when no calendar is closed any more, a minute later', async () => {
    const { said, waitedSeconds } = await keep({ reasons: { 'gate-prod': 'freeze year-end', 'enter-beta': 'freeze (see its calendar)' } });
    expect(said).toEqual(['open shop-release/gate-prod Inbound', 'open shop-release-2/enter-beta Inbound']);
    expect(waitedSeconds).toBeGreaterThanOrEqual(60);
  });

  test('the end of one does not open what another one holds', async () => {
    const { said } = await keep({ closed: ['year-end-calendar'], reasons: { 'gate-prod': 'freeze sale', 'enter-beta': 'freeze sale' } });
    expect(said).toEqual(['open shop-release-2/enter-beta Inbound']);
  });

  test('what is open in the middle of one is closed, as a pipeline is that was made just then; behind the first stage of a wave nothing is', async () => {
    const { said } = await keep({ closed: ['sale-calendar'] });
    expect(said).toEqual(['close shop-release/gate-prod Inbound: freeze (see its calendar)', 'close shop-release-2/enter-beta Inbound: freeze (see its calendar)']);
  });

  test('what a release had closed stays closed while one holds, though the wave is free', async () => {
    expect((await keep({ closed: ['sale-calendar'], reasons: { 'gate-prod': 'freeze sale', 'enter-prod': 'taken by execution 1', 'enter-beta': 'freeze sale' } })).said).toEqual([]);
  });

  test('a calendar that cannot be asked is one that is closed, and the other stages go on', async () => {
    const { said } = await keep({ broken: ['year-end-calendar'], reasons: { 'enter-beta': 'freeze sale' } });
    expect(said).toEqual(['close shop-release/gate-prod Inbound: freeze (see its calendar)', 'open shop-release-2/enter-beta Inbound']);
  });
});

describe('a release in the wave', () => {
  test.each(['enter-prod', 'prod', 'bake-prod'])('closes the way while it is in %s, and another wave stays open', async (stage) => {
    for (const status of ['InProgress', 'Stopping']) {
      expect((await keep({ stages: { [stage]: [status] } })).said).toEqual([`close shop-release/enter-prod Inbound: taken by execution of-${status}`]);
    }
  });

  test('closes it while it waits for its window or bakes, whether the stage says that it is there or not', async () => {
    const { said } = await keep({ stages: { 'enter-prod': ['Succeeded'] }, asked: 'enter-prod' });
    expect(said).toEqual(['close shop-release/enter-prod Inbound: taken by execution of-Succeeded']);
    expect((await keep({ asked: 'enter-box' })).said).toEqual(['close shop-release-2/enter-box Inbound: taken by execution unknown']);
    expect((await keep({ asked: 'prod', condition: 'OnSuccessConditionState' })).said).toHaveLength(1);
  });

  test('closes it as soon as its entry is told of, also when the state of the pipeline does not say so yet', async () => {
    const { said } = await keep({ stages: { 'enter-prod': ['Succeeded', 'InProgress'] }, event: event('enter-prod', 'STARTED') });
    expect(said).toEqual(['close shop-release/enter-prod Inbound: taken by execution 12345678-1234-5678-abcd-12345678abcd']);
  });

  test.each(['Succeeded', 'Failed', 'Stopped', 'Cancelled', 'Skipped'])('opens it when it has %s, after a second look', async (status) => {
    const { said, waitedSeconds } = await keep({ reasons: { 'enter-prod': 'taken by execution 1' }, stages: { 'prod': [status], 'enter-prod': ['Succeeded'] }, event: event('prod', 'SUCCEEDED') });
    expect(said).toEqual(['open shop-release/enter-prod Inbound']);
    expect(waitedSeconds).toBe(120);
  });

  test('between two stages, or before its rollback, is in the wave', async () => {
    for (const stage of ['prod', 'bake-prod']) {
      expect((await keep({ reasons: { 'enter-prod': 'taken by execution 1' }, stages: { [stage]: ['Failed', 'InProgress'] }, event: event('enter-prod', 'SUCCEEDED') })).said).toEqual([]);
    }
  });

  test('that comes in as the way is opened has it closed again', async () => {
    const { said } = await keep({ reasons: { 'enter-prod': 'taken by execution 1' }, stages: { 'enter-prod': ['Succeeded', 'Succeeded', 'InProgress'] }, event: event('prod', 'SUCCEEDED') });
    expect(said).toEqual(['open shop-release/enter-prod Inbound', 'close shop-release/enter-prod Inbound: taken by execution of-InProgress']);
  });

  test('that has left long ago, of whose entry an event comes late, closes the way for two minutes only', async () => {
    const { said, waitedSeconds } = await keep({ stages: { 'enter-box': ['Succeeded'], 'box': ['Succeeded'] }, event: event('enter-box', 'STARTED', 'shop-release-2') });
    expect(said.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(['close shop-release-2/enter-box', 'open shop-release-2/enter-box']);
    expect(waitedSeconds).toBe(120);
  });

  test('is told of by events of the wave\'s own stages: others are nothing to it', async () => {
    const reasons = { 'enter-prod': 'taken by execution 1' };
    for (const [stage, pipeline] of [['Source', 'shop-release'], ['gate-prod', 'shop-release'], ['box', 'shop-release-2'], ['prod', 'shop-release-2']]) {
      expect(await keep({ reasons, event: event(stage, 'SUCCEEDED', pipeline) })).toEqual({ said: [], waitedSeconds: 0 });
    }
  });
});

test('leaves alone what a person has closed, and what is open', async () => {
  for (const reason of ['incident 4711: freezer is down', 'freezer 4711 is down', 'taken by executioners', 'taken']) {
    expect((await keep({ reasons: { 'gate-prod': reason, 'enter-prod': reason } })).said).toEqual([]);
    expect((await keep({ reasons: { 'enter-prod': reason }, event: event('enter-prod', 'STARTED') })).said).toEqual([]);
    expect((await keep({ reasons: { 'enter-prod': reason, 'gate-prod': reason }, closed: ['sale-calendar'], event: event('prod', 'SUCCEEDED') })).said).toEqual([]);
  }
});

test('leaves alone a stage that the pipeline does not have yet', async () => {
  const { 'shop-release-2': before } = STAGES;
  STAGES['shop-release-2'] = ['Source', 'enter-beta', 'beta'];
  expect((await keep({})).said).toEqual([]);
  STAGES['shop-release-2'] = before;
});

test('gives reasons of the signs that CodePipeline takes', async () => {
  const { said } = await keep({ closed: ['sale-calendar'], stages: { prod: ['InProgress'] } });
  expect(said).toHaveLength(3);
  for (const line of said) expect(line.split(': ')[1]).toMatch(/^[a-zA-Z0-9!@ ().*?-]{1,300}$/);
});

test('has no state that was not entered here', () => {
  const states = (of: object): string[] => Object.entries(of)
    .flatMap(([name, { ItemProcessor }]: [string, { ItemProcessor?: { States: object } }]) => [name, ...(ItemProcessor ? states(ItemProcessor.States) : [])]);
  expect([...entered].sort()).toEqual(states((definition() as { States: object }).States).sort());
});

import aslValidator = require('asl-validator');
import { transitionKeeping } from '../../../src/aws/gates/transition-keeping';
import { run, TaskError } from '../../support/stepfunctions/state-machine';

const held = [
  { stage: 'gate-prod', freezes: ['sale', 'year-end'], calendars: ['sale-calendar', 'year-end-calendar'] },
  { stage: 'enter-beta', freezes: ['sale'], calendars: ['sale-calendar'] },
];
const definition = () => JSON.parse(JSON.stringify(transitionKeeping(held)).replaceAll('${pipeline}', 'shop-release').replaceAll('${partition}', 'aws')) as Parameters<typeof run>[0];

/** Calendars and transitions as the machine meets them. */
class World {
  public readonly said: string[] = [];

  /** @param closed names of calendars @param reasons why a way is closed, by stage */
  constructor(private readonly closed: string[], private readonly reasons: Record<string, string>, private readonly broken: string[] = []) {}

  public async keep() {
    return run(definition(), {}, {
      'ssm:getCalendarState': ({ CalendarNames }: { CalendarNames: string[] }) => {
        if (this.broken.some((name) => CalendarNames.includes(name))) throw new TaskError('Ssm.InvalidDocument');
        return { State: CalendarNames.some((name) => this.closed.includes(name)) ? 'CLOSED' : 'OPEN' };
      },
      'codepipeline:getPipelineState': ({ Name }: { Name: string }) => ({
        PipelineName: Name,
        StageStates: ['Source', 'gate-prod', 'enter-beta', 'prod'].map((StageName) => ({
          StageName,
          ...(StageName === 'Source' ? {} : { InboundTransitionState: this.reasons[StageName] ? { Enabled: false, DisabledReason: this.reasons[StageName] } : { Enabled: true } }),
        })),
      }),
      'codepipeline:disableStageTransition': ({ PipelineName, StageName, TransitionType, Reason }) => this.say(`close ${PipelineName}/${StageName} ${TransitionType}: ${Reason}`),
      'codepipeline:enableStageTransition': ({ PipelineName, StageName, TransitionType }) => this.say(`open ${PipelineName}/${StageName} ${TransitionType}`),
    });
  }

  private say(what: string): object {
    this.said.push(what);
    return {};
  }
}

test('is a state machine as the language defines it', () => {
  expect(aslValidator(definition(), { checkPaths: true, checkArn: true }).errors).toEqual([]);
});

test('opens what a freeze has closed when no calendar is closed any more, a minute later', async () => {
  const world = new World([], { 'gate-prod': 'freeze year-end', 'enter-beta': 'freeze (see its calendar)' });
  expect(await world.keep()).toMatchObject({ status: 'SUCCEEDED', waitedSeconds: 60 });
  expect(world.said).toEqual(['open shop-release/gate-prod Inbound', 'open shop-release/enter-beta Inbound']);
});

test('the end of one freeze does not open what another one holds, and a way that should be closed is closed', async () => {
  const world = new World(['year-end-calendar'], { 'gate-prod': 'freeze sale', 'enter-beta': 'freeze sale' });
  await world.keep();
  expect(world.said).toEqual(['close shop-release/gate-prod Inbound: freeze (see its calendar)', 'open shop-release/enter-beta Inbound']);
});

test('closes what is open in the middle of a freeze, as a pipeline is that was made just then', async () => {
  const world = new World(['sale-calendar'], {});
  await world.keep();
  expect(world.said.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(['close shop-release/gate-prod', 'close shop-release/enter-beta']);
});

test('leaves alone what a person has closed, and what is open', async () => {
  const world = new World([], { 'gate-prod': 'freezer 4711 is down' });
  await world.keep();
  expect(world.said).toEqual([]);
});

test('closes where a calendar cannot be asked, and goes on with the other stages', async () => {
  const world = new World([], { 'enter-beta': 'freeze sale' }, ['year-end-calendar']);
  expect(await world.keep()).toMatchObject({ status: 'SUCCEEDED' });
  expect(world.said).toEqual(['close shop-release/gate-prod Inbound: freeze (see its calendar)', 'open shop-release/enter-beta Inbound']);
});

test('gives reasons of the signs that CodePipeline takes', async () => {
  const world = new World(['sale-calendar'], {});
  await world.keep();
  for (const line of world.said) expect(line.split(': ')[1]).toMatch(/^[a-zA-Z0-9!@ ().*?-]{1,300}$/);
});

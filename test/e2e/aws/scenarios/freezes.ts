import { equal, deepEqual, match } from 'node:assert/strict';
import { until } from '../until';
import type { Scenario, World } from '../world';
import { deployLedger, go, ledger, now, OVER, shopReleased } from './ledger';

const frozen: Scenario = {
  name: 'a freeze disables the way in and keeps it so; who gets past is refused by the gate; what a person has closed stays closed after it',
  always: true,
  async run(world) {
    await shopReleased(world, '2.0.0');
    await deployLedger(world, now());
    const pipeline = ledger(world);
    const held = 'gate-live';
    await until('the schedule closes the way', async () => pipeline.transitions.get(held)?.reason === 'freeze audit');

    pipeline.transitions.clear();
    const since = world.standIns.calls.length;
    const { stopped } = await go(world, 'in-the-freeze');
    equal(stopped?.stage, 'enter-live');
    match(stopped!.why, /Judged: .*a declared freeze holds/);
    await until('its start has the way closed again', async () => pipeline.transitions.get(held)?.enabled === false);
    const [{ caller }] = world.standIns.callsOf('DisableStageTransition', since);
    match(caller, /assumed-role\/LedgerPipeline-\w*Keeper/);

    await deployLedger(world, OVER);
    const passed = await pipeline.start('after-the-freeze');
    await until('the way is open again', async () => pipeline.transitions.get(held)?.enabled);
    await pipeline.finish(passed, 'Succeeded');
    pipeline.transitions.set(held, { enabled: false, reason: 'wait for me' });
    const machine = await world.tooling.resource('LedgerPipeline', 'AWS::StepFunctions::StateMachine', 'ReleaseGatesKeeper');
    const known = (await world.tooling.executions(machine)).length;
    await pipeline.start('held-by-a-person');
    await world.tooling.executions(machine, known);
    deepEqual(pipeline.transitions.get(held), { enabled: false, reason: 'wait for me' });
    pipeline.transitions.clear();
  },
};

const aroundNow = ['BEGIN:VEVENT', 'SUMMARY:the auditors stay', `DTSTART:${utc(-1)}`, `DTEND:${utc(1)}`, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');

function utc(hoursFromNow: number): string {
  return new Date(Date.now() + hoursFromNow * 3_600_000).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** The declared freeze is over. */
async function whyRefused(world: World, change: (calendar: string) => string | undefined): Promise<string> {
  const restore = world.standIns.changeCalendars(change);
  try {
    // the machine that keeps the way has seen the calendar, too, and may close it first: then the next one gets past
    for (let attempt = 0; attempt < 10; attempt++) {
      ledger(world).transitions.clear();
      const { stopped } = await go(world, `by-calendar-${attempt}`);
      if (stopped?.stage === 'enter-live') return stopped.why;
      match(stopped?.why ?? 'it went through', /the transition is disabled/);
    }
    throw new Error('nothing got as far as the entry');
  } finally {
    restore();
    ledger(world).transitions.clear();
  }
}

const calendars: Scenario = {
  name: 'a freeze that a person writes into the calendar holds; a calendar that is gone closes the way: nobody can say that none holds',
  async run(world) {
    match(await whyRefused(world, (calendar) => calendar.replace('END:VCALENDAR', aroundNow)), /the calendar is CLOSED/);
    match(await whyRefused(world, () => undefined), /could not be asked: no calendar/);
  },
};

export const freezes: readonly Scenario[] = [frozen, calendars];

import type { PlanDocument } from '../../plan/document';
import { lookup } from '../../plan/lookup';
import type { Frozen } from '../handlers/gate/question';
import { calendarName } from './calendar-name';
import { changeCalendar } from './change-calendar';
import { closedTime } from './closed-time';

/** The variable of the gate function's environment that has it, as JSON. */
export const FROZEN_VARIABLE = 'FREEZES';

/** What is frozen when, as the gate function is told. */
export function frozen(plan: PlanDocument): Frozen {
  const entries = lookup(plan).entries.filter(({ freezes }) => freezes.length > 0);
  const holding = plan.freezes.filter(({ name }) => entries.some(({ freezes }) => freezes.includes(name)));
  const numbers = new Map(holding.map(({ name }, i) => [name, i]));
  return {
    freezes: holding.map((freeze) => (
      { calendar: calendarName(plan.service, freeze.name, changeCalendar(plan.service, freeze)), closed: closedTime(freeze.span) })),
    waves: Object.fromEntries(entries.map(({ wave, freezes }) => [wave.name, freezes.map((name) => numbers.get(name)!)])),
  };
}

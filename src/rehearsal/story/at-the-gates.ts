import { Duration } from '../../model/duration';
import type { PlannedWave } from '../../plan/document';
import { lookup } from '../../plan/lookup';
import { FREEZE } from '../../plan/moves/gates';
import { Fault } from '../fault';
import { isoOf } from '../instant';
import { Moment } from '../moment';
import { Order } from '../order';
import { Person } from '../person';
import type { Telling } from './telling';

const HOUR_MS = 3_600_000;
const LATER_MS = 10 * 60_000;
const UNASKED = 'no wave asks for an approval';

export const alarmFiringAtEntry: Telling = (setting) => {
  const quiet = setting.gate('quiet');
  if (!quiet) return 'no wave waits for an alarm to be quiet';
  return { faults: [Fault.gate(quiet.gate.id, { from: Moment.waiting(quiet.wave), lasting: Duration.hours(2) })] };
};

export const approverAbsent: Telling = (setting) => (setting.gate('approval') ? { people: [] } : UNASKED);

export const approvalRefused: Telling = (setting) => {
  if (!setting.gate('approval')) return UNASKED;
  return { people: [Person.refusing('reviewer', { groups: setting.groups, after: Duration.minutes(20) })] };
};

export const newerCandidate: Telling = (setting) => {
  const { byName } = lookup(setting.plan);
  const isOpen = (wave: string) => byName.get(wave)!.wave.gates.length === 0 && byName.get(wave)!.freezes.length === 0;
  const found = setting.arrivalFrom(setting.mondayMs, (stays, arrivedMs) => stays.find(({ wave, waitingMs, enteredMs }) =>
    // the newer one comes there too, although it stands behind the other on its way
    byName.get(wave)!.before.every(isOpen) && enteredMs - waitingMs > waitingMs - arrivedMs + HOUR_MS));
  if (found) return { startsAt: isoOf(found.arrivedMs), newerAfter: Duration.millis(LATER_MS) };
  const approval = setting.gate('approval');
  if (!approval) return 'nothing keeps a release waiting before a wave';
  const people = setting.groups.flatMap((group) => Array.from({ length: mostAsked(setting.plan.waves, group) }, (_, i) =>
    Person.approving(`${group}-${i + 1}`, { groups: [group], after: Duration.millis(Math.min(approval.gate.timeoutMs / 2, 24 * HOUR_MS)) })));
  return { people, newerAfter: Duration.millis(LATER_MS) };
};

export const operatorOverride: Telling = (setting) => {
  const entries = lookup(setting.plan).byName;
  const closing = (wave: string) => {
    const { wave: { gates }, freezes } = entries.get(wave)!;
    return [...gates.filter(({ kind }) => kind === 'window').map(({ id }) => id), ...freezes.length > 0 ? [FREEZE] : []];
  };
  const found = setting.arrivalFrom(setting.mondayMs, (stays) =>
    stays.find(({ wave, waitingMs, enteredMs }) => enteredMs - waitingMs > HOUR_MS && closing(wave).length > 0));
  if (!found) return 'no wave is closed at times that an operator could open';
  const { arrivedMs, stay: { wave } } = found;
  const how = { from: Moment.waiting(wave), after: Duration.minutes(40), by: 'on-call' };
  return { startsAt: isoOf(arrivedMs), orders: closing(wave).map((gate) => Order.override(wave, gate, how)) };
};

/** The largest quorum of a group. */
function mostAsked(waves: readonly PlannedWave[], group: string): number {
  return Math.max(...waves.flatMap(({ gates }) => gates.map((gate) => (gate.kind === 'approval' && gate.group === group ? gate.quorum : 0))));
}

import type { PlannedWave } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { repeated } from '../../private/repeated';
import { SP4103, SP4107, SP4108, SP4110 } from '../problems';
import { weeklyCron } from '../stages/weekly-cron';

const MINUTE_MS = 60_000;
const APPROVAL_AT_LEAST_MS = 5 * MINUTE_MS;
const APPROVAL_AT_MOST_MS = 86_400 * MINUTE_MS;

/** What has gates: a plan, or stages that are guarded. */
interface Gated {
  readonly path: string;
  readonly waves: Pick<PlannedWave, 'name' | 'gates'>[];
}

export function gateLimits(plan: Gated): Problem[] {
  return plan.waves.flatMap((wave) => [...approvalLimits(plan, wave), ...askedTwice(plan, wave), ...windowLimits(plan, wave)]);
}

function approvalLimits(plan: Gated, wave: Gated['waves'][number]): Problem[] {
  return wave.gates.flatMap((gate) => {
    if (gate.kind !== 'approval') return [];
    const { timeoutMs } = gate;
    const fits = timeoutMs >= APPROVAL_AT_LEAST_MS && timeoutMs <= APPROVAL_AT_MOST_MS && timeoutMs % MINUTE_MS === 0;
    return fits ? [] : [SP4103.at(`${plan.path}/${wave.name}/gates/${gate.id}`, {
      got: `${timeoutMs / MINUTE_MS} min`, allowed: '5 to 86400 whole minutes', remedies: ['declare a timeout in that range'],
    })];
  });
}

function askedTwice(plan: Gated, wave: Gated['waves'][number]): Problem[] {
  const groups = wave.gates.flatMap((gate) => (gate.kind === 'approval' ? [gate.group] : []));
  return repeated(groups).map((group) => SP4110.at(`${plan.path}/${wave.name}/gates`, {
    got: group, allowed: 'each group once', remedies: ['declare one Gate.approval with a quorum', 'declare approvals of groups that have no member in common'],
  }));
}

function windowLimits(plan: Gated, wave: Gated['waves'][number]): Problem[] {
  const gates = wave.gates.filter((gate) => gate.kind === 'window');
  const windows = gates.flatMap((gate) => gate.windows);
  const path = `${plan.path}/${wave.name}/gates`;
  const many = windows.length > 1 ? [SP4107.at(path, {
    got: windows.map((window) => window.name).join(', '), allowed: 'one window in a wave', remedies: ['declare the one that matters most', 'declare a single window whose hours hold all of them'],
  })] : [];
  const inexpressible = windows.filter((window) => weeklyCron(window.hours) === undefined).map((window) => SP4108.at(`${path}/${window.name}`, {
    got: `${clock(window.hours.fromMinuteOfDay)}-${clock(window.hours.toMinuteOfDay)} on ${window.hours.days.length} days`,
    allowed: 'whole hours of one day, minutes within one hour, or whole hours over midnight on all seven days',
    remedies: ['round the hours inwards to whole ones', 'end the window at 24:00'],
  }));
  return [...many, ...inexpressible];
}

function clock(minuteOfDay: number): string {
  return [Math.floor(minuteOfDay / 60), minuteOfDay % 60].map((part) => `${part}`.padStart(2, '0')).join(':');
}

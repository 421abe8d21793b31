import { Duration } from '../../model/duration';
import { ReleaseType } from '../../model/release';
import { changesBetween } from '../../plan/calendar';
import { firstInstantMs, localMsAt } from '../../plan/calendar/zone';
import { isoOf } from '../instant';
import { Load } from '../load';
import type { Stay } from './itinerary';
import type { Telling } from './telling';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HALF_PAST_NINE_MS = 21.5 * HOUR_MS;
const MONTHS = Duration.days(90);

const underWay = ({ enteredMs, doneMs }: Stay, atMs: number) => enteredMs < atMs && atMs < doneMs;

export const noTrafficAtNight: Telling = (setting) => {
  if (setting.signals(setting.plan.waves, ({ measure }) => measure.kind === 'errorRatio' || measure.kind === 'latency').length === 0) {
    return 'no signal that is made of requests undoes a release';
  }
  const timeZone = setting.gate('window')?.gate.windows[0].hours.timeZone ?? setting.plan.freezes[0]?.span.timeZone ?? 'Etc/UTC';
  const today = localMsAt(timeZone, setting.mondayMs);
  const { requestsPerSecond } = setting.traffic;
  return {
    startsAt: isoOf(firstInstantMs(timeZone, today - today % DAY_MS + HALF_PAST_NINE_MS)),
    load: Load.hourly({ requestsPerSecond: Array.from({ length: 24 }, (_, hour) => (hour >= 22 || hour < 6 ? 0 : requestsPerSecond)), timeZone }),
  };
};

export const freezeBegins: Telling = (setting) => {
  const freezes = setting.plan.freezes.filter(({ name }) => setting.holds(name));
  if (freezes.length === 0) return 'no freeze holds a wave';
  for (const { span } of freezes) {
    for (const beginMs of setting.beginnings(span, 3)) {
      const arrivedMs = setting.arrivalBefore(beginMs, (stays) => stays.some((stay) => underWay(stay, beginMs)));
      if (arrivedMs !== undefined) return { startsAt: isoOf(arrivedMs), lastingAtMost: MONTHS };
    }
  }
  return 'no release is under way when a freeze begins';
};

export const hotfixInFreeze: Telling = (setting) => {
  const freeze = setting.plan.freezes.find(({ name }) => setting.holds(name));
  const [beginMs] = freeze ? setting.beginnings(freeze.span, 1) : [];
  if (beginMs === undefined) return 'no freeze holds a wave';
  return { startsAt: isoOf(beginMs + HOUR_MS), releaseType: ReleaseType.HOTFIX, lastingAtMost: MONTHS };
};

export const windowCloses: Telling = (setting) => {
  const window = setting.gate('window');
  if (!window) return 'no wave has a window';
  for (const { hours } of window.gate.windows) {
    for (const { atMs, within } of changesBetween(hours, setting.mondayMs, setting.mondayMs + 7 * DAY_MS)) {
      if (within) continue;
      const arrivedMs = setting.arrivalBefore(atMs, (stays) => stays.some((stay) => stay.wave === window.wave && stay.bakingMs < atMs && atMs < stay.doneMs));
      if (arrivedMs !== undefined) return { startsAt: isoOf(arrivedMs) };
    }
  }
  return 'no release bakes when a window closes';
};

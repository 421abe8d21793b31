import { isTimeZone } from '../../../plan/calendar/zone';
import type { Problem } from '../../../plan/problem';
import { nearest } from '../../../private/nearest';
import { isCron } from '../delivery/cron';
import { goDurationMs } from '../durations';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { SCHEDULED_COMMIT_STATUS, TIMED_COMMIT_STATUS } from '../kinds';
import { SP5515, SP5516 } from '../problems-promoter';

/** Hours and durations that gates go by. */
export function times(folder: Folder): Problem[] {
  return [
    ...folder.of(TIMED_COMMIT_STATUS).flatMap(({ spec }) => spec.at('environments').items).map((environment) => environment.at('duration'))
      .filter((duration) => duration.isSet && (goDurationMs(duration.text) ?? 0) <= 0)
      .map((duration) => SP5516.at(duration.path, { got: duration.shown, allowed: 'a number above 0 with h, m or s', remedies: ['count days as hours'] })),
    ...folder.of(SCHEDULED_COMMIT_STATUS).flatMap(({ spec }) => [...zone(spec), ...spec.at('environments').items.flatMap((environment) => opened(spec, environment)),
      ...[spec, ...spec.at('environments').items].flatMap(windowsOf).flatMap((window) => [...read(window), ...zone(window)])]),
  ];
}

function windowsOf(owner: Field): Field[] {
  return [...owner.at('allow').items, ...owner.at('exclude').items];
}

/** Without any hours a gate is open at all times. */
function opened(spec: Field, environment: Field): Problem[] {
  return [spec, environment].flatMap(windowsOf).length > 0 ? [] : [SP5515.at(environment.path, {
    got: 'neither allow nor exclude', allowed: 'at least one of them', remedies: ['add the hours', 'remove the environment from the gate'],
  })];
}

function read(window: Field): Problem[] {
  const [cron, duration] = [window.at('cron'), window.at('duration')];
  return [
    ...(isCron(cron.text) ? [] : [SP5515.at(cron.path, { got: cron.shown, allowed: 'a cron expression of five fields', remedies: ['write minute, hour, day, month and day of the week'] })]),
    ...((goDurationMs(duration.text) ?? 0) > 0 ? [] : [SP5515.at(duration.path, { got: duration.shown, allowed: 'a number above 0 with h, m or s', remedies: ['count days as hours'] })]),
  ];
}

function zone(owner: Field): Problem[] {
  const field = owner.at('timezone');
  return field.text === '' || isTimeZone(field.text) ? [] : [SP5515.at(field.path, {
    got: field.shown,
    allowed: 'a time zone of the IANA database',
    remedies: [`use ${nearest(field.text, Intl.supportedValuesOf('timeZone')) ?? 'Europe/Zurich'}`],
  })];
}

import * as fc from 'fast-check';
import { Day, Freeze, Tier } from 'spillway';
import { timeZones } from './arbitrary-time-zone';

const common = fc.record({
  owner: fc.constantFrom('sre', 'release-managers'),
  reason: fc.constantFrom('holiday sale', 'audit'),
  tiers: fc.subarray([Tier.TEST, Tier.STAGING, Tier.PRODUCTION], { minLength: 1 }),
  timeZone: timeZones(),
});

const dated = common.map((options) => Freeze.dated('sale', { ...options, from: '2026-11-27T18:00', to: '2026-12-01T09:00' }));
const yearly = fc.tuple(common, fc.constantFrom(['12-20', '01-04'], ['02-29', '03-02'], ['07-01', '07-01']))
  .map(([options, [from, to]]) => Freeze.yearly('year-end', { ...options, from, to }));
/** At weekends only, so that the gates' windows are never covered, whatever the zones. */
const weekly = fc.tuple(common, fc.subarray([Day.SATURDAY, Day.SUNDAY], { minLength: 1 }), fc.constantFrom(['00:00', '24:00'], ['18:00', '06:00']))
  .map(([{ timeZone, ...options }, days, [from, to]]) => Freeze.weekly('weekend', { ...options, hours: { days, from, to, timeZone } }));

/** At most one of each kind. */
export function freezes(): fc.Arbitrary<Freeze[]> {
  return fc.tuple(...[dated, yearly, weekly].map((kind) => fc.option<Freeze, undefined>(kind, { nil: undefined })))
    .map((chosen) => chosen.filter((freeze) => freeze !== undefined));
}

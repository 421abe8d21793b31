import type { CelFunc } from '@bufbuild/cel';
import { celMethod, CelScalar, objectType } from '@bufbuild/cel';
import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { TimestampSchema } from '@bufbuild/protobuf/wkt';
import { Temporal } from 'temporal-polyfill';

const READINGS: Record<string, (time: Temporal.ZonedDateTime) => number> = {
  getFullYear: ({ year }) => year,
  getMonth: ({ month }) => month - 1,
  getDate: ({ day }) => day,
  getDayOfWeek: ({ dayOfWeek }) => dayOfWeek % 7,
  getHours: ({ hour }) => hour,
  getMinutes: ({ minute }) => minute,
  getSeconds: ({ second }) => second,
};

/** The time of day in a zone, as the language defines it. The engine's own reads midnight as hour 24 of the day that begins. */
export const wallClock: CelFunc[] = Object.entries(READINGS).map(([name, reading]) => celMethod(
  name, objectType(TimestampSchema), [CelScalar.STRING], CelScalar.INT,
  function (this: { readonly message: Timestamp }, zone: string) {
    return BigInt(reading(Temporal.Instant.fromEpochMilliseconds(Number(this.message.seconds) * 1000).toZonedDateTimeISO(zone)));
  },
));

const GO_UNITS_MS: Record<string, number> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** The milliseconds of a duration as Go reads it, where a day is no unit; nothing when it is none. */
export function goDurationMs(text: string): number | undefined {
  const [, sign, rest] = /^([+-]?)(.+)$/.exec(text) ?? [];
  if (rest === undefined) return undefined;
  if (rest === '0') return 0;
  if (!/^((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))+$/.test(rest)) return undefined;
  const parts = [...rest.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g)];
  const sumMs = parts.reduce((sum, [, count, unit]) => sum + Number(count) * GO_UNITS_MS[unit], 0);
  return sign === '-' ? -sumMs : sumMs;
}

/** Whether Prometheus reads it as a duration: each unit at most once, the largest first. */
export function isPrometheusDuration(text: string): boolean {
  return text === '0' || (text !== '' && /^(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/.test(text));
}

/** Where a time stands in a picture, from 0 to 100. */
export type TimeScale = (afterMs: number) => number;

/** As long as it is. */
export function evenScale(fromMs: number, toMs: number): TimeScale {
  return (afterMs) => 100 * (afterMs - fromMs) / Math.max(1, toMs - fromMs);
}

/**
 * Minutes and days in one picture: between two moments at which something happens it is as wide as the square root of the
 * time between them, so that a step of ten minutes can be seen beside a bake of a day.
 */
export function unevenScale(momentsMs: readonly number[]): TimeScale {
  const moments = [...new Set(momentsMs)].sort((a, b) => a - b);
  const ends = [0];
  for (let i = 1; i < moments.length; i++) ends.push(ends[i - 1] + Math.sqrt(moments[i] - moments[i - 1]));
  const whole = ends[ends.length - 1] || 1;
  return (afterMs) => {
    const next = moments.findIndex((moment) => moment >= afterMs);
    if (next < 0) return 100;
    if (next === 0) return 0;
    const share = (afterMs - moments[next - 1]) / (moments[next] - moments[next - 1]);
    return Math.min(100, 100 * (ends[next - 1] + share * (ends[next] - ends[next - 1])) / whole);
  };
}

const UNITS: [string, number][] = [['h', 3_600_000], ['m', 60_000], ['s', 1_000]];

/** `1h30m`, the one form that Go, Kargo's schemas and Prometheus all read. Whole seconds; days are written as hours. */
export function goDuration(milliseconds: number): string {
  let rest = milliseconds;
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? [`${count}${unit}`] : [];
  });
  return parts.join('') || '0s';
}

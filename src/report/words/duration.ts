const UNITS = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1_000], ['ms', 1]] as const;

/** A length of time as it stands in a table, for example `1 h 30 min`. */
export function durationWords(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return `${ms} ms`;
  let rest = ms;
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = size === 1 ? rest : Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? [`${count} ${unit}`] : [];
  });
  return parts.join(' ') || '0 s';
}

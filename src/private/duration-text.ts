const UNITS = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1_000], ['millisecond', 1]] as const;

/** A length of time in words, for example `1 hour 30 minutes`. */
export function durationText(ms: number): string {
  if (Number.isNaN(ms)) return 'no length of time';
  if (!Number.isFinite(ms)) return ms > 0 ? 'forever' : 'minus forever';
  let rest = Math.abs(ms);
  const parts = UNITS.flatMap(([unit, size]) => {
    // what is left below a millisecond is shown as it is
    const count = size === 1 ? rest : Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? [`${count} ${unit}${count === 1 ? '' : 's'}`] : [];
  });
  return (ms < 0 ? 'minus ' : '') + (parts.join(' ') || '0 seconds');
}

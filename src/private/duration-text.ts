const UNITS = [
  { sizeMs: 86_400_000, word: 'day', symbol: 'd' },
  { sizeMs: 3_600_000, word: 'hour', symbol: 'h' },
  { sizeMs: 60_000, word: 'minute', symbol: 'min' },
  { sizeMs: 1_000, word: 'second', symbol: 's' },
  { sizeMs: 1, word: 'millisecond', symbol: 'ms' },
];

/** A length of time in words, for example `1 hour 30 minutes`. */
export function durationText(ms: number): string {
  if (Number.isNaN(ms)) return 'no length of time';
  if (!Number.isFinite(ms)) return ms > 0 ? 'forever' : 'minus forever';
  const parts = partsOf(Math.abs(ms)).map(({ count, word }) => `${count} ${word}${count === 1 ? '' : 's'}`);
  return (ms < 0 ? 'minus ' : '') + (parts.join(' ') || '0 seconds');
}

/** A length of time as it stands in a table, for example `1 h 30 min`. */
export function durationSymbols(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return `${ms} ms`;
  return partsOf(ms).map(({ count, symbol }) => `${count} ${symbol}`).join(' ') || '0 s';
}

/** What is left below a millisecond stays with the milliseconds. */
function partsOf(ms: number) {
  let rest = ms;
  return UNITS.flatMap((unit) => {
    const count = unit.sizeMs === 1 ? rest : Math.floor(rest / unit.sizeMs);
    rest -= count * unit.sizeMs;
    return count > 0 ? [{ ...unit, count }] : [];
  });
}

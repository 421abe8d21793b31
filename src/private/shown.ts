/** A value as it stands in a message; what is missing has a word of its own. */
export function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (typeof value === 'number' && !Number.isFinite(value)) return Number.isNaN(value) ? 'no number' : `${value < 0 ? 'minus ' : ''}infinity`;
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

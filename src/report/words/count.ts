/** A number with its noun, for example `2 waves`. */
export function countWords(number: number, noun: string): string {
  return `${numberWords(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** A whole number with its thousands apart, for example `12 345`; the space between them never breaks a line. */
export function numberWords(number: number): string {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** How many stories there are. */
export function storiesWords(number: number): string {
  return number === 1 ? 'one story' : `${numberWords(number)} stories`;
}

/** A result for programs, in the form of all that this command writes. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, undefined, 2) + '\n';
}

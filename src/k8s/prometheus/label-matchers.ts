/** A selector's matchers, each of one value. */
export function matching(labels: Record<string, string>): string {
  return `{${Object.entries(labels).map(([name, value]) => `${name}="${value}"`).join(',')}}`;
}

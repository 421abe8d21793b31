const VERSION = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
const COMPARATOR = /^(>=|<=|>|<|=)?(.+)$/;

interface Version {
  readonly numbers: number[];
  /** Empty: a release proper. */
  readonly prerelease: string[];
}

/**
 * Whether a version lies in a range that has been taken apart into comparators already. A prerelease does only where the
 * range names one of the same three numbers, as everywhere in semver.
 */
export function inRange(version: string, range: string): boolean {
  const found = parse(version);
  if (!found) return false;
  return range.split('||').some((alternative) => {
    const comparators = alternative.split(' ').filter((text) => text !== '' && text !== '*').map((text) => COMPARATOR.exec(text)!);
    const bounds = comparators.map(([, operator, bound]) => ({ operator: operator ?? '=', bound: parse(bound)! }));
    const named = bounds.some(({ bound }) => bound.prerelease.length > 0 && compareLists(bound.numbers, found.numbers) === 0);
    return (found.prerelease.length === 0 || named) && bounds.every(({ operator, bound }) => holds(operator, compare(found, bound)));
  });
}

function holds(operator: string, order: number): boolean {
  switch (operator) {
    case '>=': return order >= 0;
    case '<=': return order <= 0;
    case '>': return order > 0;
    case '<': return order < 0;
    default: return order === 0;
  }
}

function parse(text: string): Version | undefined {
  const match = VERSION.exec(text);
  return match ? { numbers: match.slice(1, 4).map(Number), prerelease: match[4]?.split('.') ?? [] } : undefined;
}

function compare(a: Version, b: Version): number {
  const numbers = compareLists(a.numbers, b.numbers);
  if (numbers !== 0) return numbers;
  // a release proper comes after all of its prereleases
  if (a.prerelease.length === 0 || b.prerelease.length === 0) return b.prerelease.length - a.prerelease.length;
  return compareLists(a.prerelease.map(identifier), b.prerelease.map(identifier));
}

function identifier(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** Numbers come before words, and a list before a longer one that begins with it. */
function compareLists(a: (number | string)[], b: (number | string)[]): number {
  const index = a.findIndex((part, i) => part !== b[i]);
  if (index < 0 || index >= b.length) return a.length - b.length;
  const [mine, other] = [a[index], b[index]];
  if (typeof mine !== typeof other) return typeof mine === 'number' ? -1 : 1;
  return mine < other ? -1 : 1;
}

import validRange from 'semver/ranges/valid';

const COMPARATOR = /^(>=|<=|>|<|=?)(\d{1,6})\.(\d{1,6})\.(\d{1,6})(-.+)?$/;

/** Three of them, and no more, are an integer of 64 bits. What has a larger part, such as a date, cannot be compared. */
const PARTS = 1_000_000n;

/**
 * Expression, over a text `tag`, that is true for the versions of a range. Kargo's expressions know versions, but those over an
 * answer do not. Prereleases are in no range here.
 * @returns undefined when the range itself names a prerelease, or a part that is too large
 */
export function inRange(versions: string, tag: string): string | undefined {
  // what is no range is refused before anybody asks for it
  const range = validRange(versions) ?? '*';
  const sets = range.split('||').map((set) => set.trim().split(/\s+/).filter((comparator) => comparator !== '' && comparator !== '*').map(comparison));
  if (sets.some((set) => set.includes(undefined))) return undefined;
  const number = `(${tag} matches "^v?[0-9]{1,6}[.][0-9]{1,6}[.][0-9]{1,6}$" ? reduce(split(trimPrefix(${tag}, "v"), "."), {#acc * ${PARTS} + int(#)}, 0) : -1)`;
  return `let n = ${number}; ${sets.map((set) => `(${['n >= 0', ...set].join(' && ')})`).join(' || ')}`;
}

function comparison(comparator: string): string | undefined {
  const [, operator, major, minor, patch, prerelease] = COMPARATOR.exec(comparator) ?? [];
  // an upper bound such as `<3.0.0-0` only says that prereleases of it do not count
  if (major === undefined || (prerelease !== undefined && prerelease !== '-0')) return undefined;
  return `n ${operator === '' || operator === '=' ? '==' : operator} ${(BigInt(major) * PARTS + BigInt(minor)) * PARTS + BigInt(patch)}`;
}

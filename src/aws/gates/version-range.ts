import validRange from 'semver/ranges/valid';

/** A range taken apart into comparators, since the gate function comes without a library; empty where any version will do. */
export function desugared(versions: string): string {
  const range = validRange(versions);
  // what is no range is refused before anybody asks for it
  return range === null || range === '*' ? '' : range;
}

/** The innermost fields in which two values differ, as they stand in each. */
export function leafWords(before: unknown, after: unknown): [string, string] {
  const [earlier, later] = [leaves(before), leaves(after)];
  const paths = [...new Set([...earlier.keys(), ...later.keys()])].filter((path) => earlier.get(path) !== later.get(path));
  const words = (of: ReadonlyMap<string, string>) => paths.map((path) => `${path ? `${path} ` : ''}${of.get(path) ?? 'nothing'}`).join(', ');
  return [words(earlier), words(later)];
}

function leaves(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return new Map([[path, JSON.stringify(value)]]);
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...leaves(inner, path ? `${path}/${key}` : key)]));
}

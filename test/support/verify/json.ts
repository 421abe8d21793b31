export type Json = null | string | number | boolean | undefined | Json[] | { [key: string]: Json };

/** The members of an object; none of anything else. */
export function object(value: Json): { [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}

/** The items of a list; none of anything else. */
export function list(value: Json): Json[] {
  return Array.isArray(value) ? value : [];
}

export function oneOrMore(value: Json): Json[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

export function strings(value: Json): string[] {
  return oneOrMore(value).filter((item): item is string => typeof item === 'string');
}

/** A function of CloudFormation, whose value is known at deployment only. */
export function isIntrinsic(value: Json): boolean {
  const names = Object.keys(object(value));
  return names.length === 1 && (names[0] === 'Ref' || names[0] === 'Condition' || names[0].startsWith('Fn::'));
}

/** Calls with each value of a document and its path. */
export function walk(value: Json, visit: (value: Json, path: string[]) => void, path: string[] = []): void {
  visit(value, path);
  if (Array.isArray(value)) value.forEach((item, i) => walk(item, visit, [...path, `${i}`]));
  else for (const [key, item] of Object.entries(object(value))) walk(item, visit, [...path, key]);
}

/** A mapping as somebody has written it: nothing is known of what is in it. */
export type Written = Readonly<Record<string, unknown>>;

/** A mapping; empty where something else stands. */
export function mapping(value: unknown): Written {
  return isMapping(value) ? value : {};
}

export function isMapping(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands under a key, and nothing that every object has. */
export function field(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>((found, key) => (isMapping(found) && Object.prototype.hasOwnProperty.call(found, key) ? found[key] : undefined), value);
}

/** A list; a single value is one of itself. */
export function list(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** A value as text; empty where there is none, or a structure. */
export function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';
}

/** A number, also one that is written as text; nothing where there is none. */
export function number(value: unknown): number | undefined {
  const written = text(value).trim();
  return written !== '' && Number.isFinite(Number(written)) ? Number(written) : undefined;
}

/** A whole number of something, at least one of it. */
export function count(value: unknown): number | undefined {
  const found = number(value);
  return found !== undefined && Number.isInteger(found) && found > 0 ? found : undefined;
}

/** What a text in JSON says; nothing where it is none. */
export function parsed(json: unknown): unknown {
  try {
    return JSON.parse(text(json));
  } catch {
    return undefined;
  }
}

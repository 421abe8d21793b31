/** What a text is, as far as its first look says. */
export type Kind = 'plan' | 'template' | 'manifests' | 'unknown';

/** A key that only one kind has. */
const KEYS: readonly (readonly [Kind, string])[] = [['plan', 'waves'], ['template', 'Resources'], ['manifests', 'apiVersion']];

/** By the keys at its top. A text that does not parse is of a kind as well, so that its reader can say where it is wrong. */
export function kindOf(text: string): Kind {
  const isJson = /^\s*\{/.test(text);
  const keys = isJson ? topLevelKeys(text) : undefined;
  const has = (key: string) => (keys ? keys.has(key) : (isJson ? new RegExp(`"${key}"\\s*:`) : new RegExp(`^["']?${key}["']?\\s*:`, 'm')).test(text));
  return KEYS.find(([, key]) => has(key))?.[0] ?? 'unknown';
}

function topLevelKeys(text: string): Set<string> | undefined {
  try {
    return new Set(Object.keys(JSON.parse(text) as object));
  } catch {
    return undefined;
  }
}

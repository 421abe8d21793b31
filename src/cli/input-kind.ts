/** What a text is, as far as its first look says. */
export type Kind = 'plan' | 'template' | 'manifests' | 'unknown';

const KEYS: [Kind, RegExp][] = [
  ['template', /^\s*["']?(Resources|AWSTemplateFormatVersion)["']?\s*:/m],
  ['manifests', /^\s*(-\s+)?["']?apiVersion["']?\s*:/m],
];

/** By the keys that only this kind has: a text that does not parse is of a kind as well, so that its reader can say where it is wrong. */
export function kindOf(text: string): Kind {
  const keys = topLevelKeys(text);
  if (keys?.has('waves') && keys.has('version')) return 'plan';
  if (keys) return keys.has('Resources') ? 'template' : keys.has('apiVersion') ? 'manifests' : 'unknown';
  if (/^\s*\{/.test(text) && /"(waves|environments)"\s*:/.test(text)) return 'plan';
  return KEYS.find(([, form]) => form.test(text))?.[0] ?? 'unknown';
}

function topLevelKeys(text: string): Set<string> | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return new Set(Object.keys(JSON.parse(text) as object));
  } catch {
    return undefined;
  }
}

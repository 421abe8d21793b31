/*
 * A printer for plain data only. The usual library builds a tree of nodes first, which took half the time of a synthesis;
 * whatever is not certainly plain is quoted, so that readers of YAML 1.1 and 1.2 find the same.
 */

/**
 * What no reader takes for anything but text: it begins with a letter or a slash, no character in it means anything, and it is no word that is something
 * else to one reader or another.
 */
const PLAIN = /^(?!(?:true|false|yes|no|on|off|null|y|n|e\d+)$)[a-z/][a-z0-9_./+=$()-]*( [a-z0-9_./+=$()-]+)*$/i;
/** Whatever has to be escaped: control characters, separators that were line breaks once, halves of pairs, the byte order mark. */
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/** Which entries of an object are written, in their order. */
type Keys = (entries: object) => string[];

/** What the lines of each depth begin with. */
const LINES = Array.from({ length: 64 }, (_, depth) => `\n${'  '.repeat(depth)}`);

/**
 * Plain data as a YAML document; entries without a value are left out.
 * @param keysOf the order in which the entries of objects within it are written; those of the document itself are in order
 */
export function printYaml(data: object, keysOf: Keys = Object.keys): string {
  return map(data, Object.keys(data), 0, '', keysOf) + '\n';
}

/** The keys of an object from A to Z. What is in order already, as most of it is, is not sorted again: that would copy it. */
export function alphabetical(entries: object): string[] {
  const keys = Object.keys(entries);
  for (let i = 1; i < keys.length; i++) if (keys[i - 1] > keys[i]) return keys.sort();
  return keys;
}

/**
 * A value behind its key or dash.
 * @param begin what comes before the first of its lines, where it has lines of its own
 */
function block(value: unknown, depth: number, begin: string, keysOf: Keys): string {
  if (typeof value === 'string') return text(value, depth);
  if (typeof value !== 'object' || value === null) return ` ${String(value ?? null)}`;
  return Array.isArray(value) ? list(value, depth, begin, keysOf) : map(value, keysOf(value), depth, begin, keysOf);
}

function map(value: object, keys: readonly string[], depth: number, begin: string, keysOf: Keys): string {
  const entries = value as Record<string, unknown>;
  let printed = '';
  for (const key of keys) {
    const entry = entries[key];
    if (entry === undefined) continue;
    // a list stands as deep as its key, as in everything that the Kubernetes tools print
    const within = Array.isArray(entry) ? depth : depth + 1;
    printed += `${printed === '' ? begin : line(depth)}${oneLine(key)}:${block(entry, within, line(within), keysOf)}`;
  }
  return printed || ' {}';
}

function list(values: unknown[], depth: number, begin: string, keysOf: Keys): string {
  // an object begins on the line of its dash
  return values.map((value, i) => `${i === 0 ? begin : line(depth)}-${block(value, depth + 1, ' ', keysOf)}`).join('') || ' []';
}

function line(depth: number): string {
  return LINES[depth] ?? `\n${'  '.repeat(depth)}`;
}

function text(value: string, depth: number): string {
  const lines = value.includes('\n') && /^\S.*\n/.test(value) && !UNPRINTABLE.test(value) && !/\n\s*$/.test(value.replace(/\n$/, ''));
  if (!lines) return ` ${oneLine(value)}`;
  const body = value.replace(/\n$/, '').split('\n').map((one) => (one === '' ? '\n' : `${line(Math.max(depth, 1))}${one}`));
  return ` ${value.endsWith('\n') ? '|' : '|-'}${body.join('')}`;
}

function oneLine(value: string): string {
  if (PLAIN.test(value)) return value;
  if (!value.includes('\n') && !UNPRINTABLE.test(value)) return `'${value.replace(/'/g, "''")}'`;
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

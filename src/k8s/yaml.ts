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

/** Plain data as a YAML document: objects in the order of their keys, entries without a value left out. */
export function printYaml(data: object): string {
  return block(data, '', '') + '\n';
}

/**
 * A value behind its key or dash.
 * @param begin what comes before the first of its lines, where it has lines of its own
 */
function block(value: unknown, indent: string, begin: string): string {
  if (typeof value === 'string') return text(value, indent);
  if (typeof value !== 'object' || value === null) return ` ${String(value)}`;
  return Array.isArray(value) ? list(value, indent, begin) : map(value, indent, begin);
}

function map(value: object, indent: string, begin: string): string {
  const entries = value as Record<string, unknown>;
  let printed = '';
  for (const key of Object.keys(entries)) {
    const entry = entries[key];
    if (entry === undefined) continue;
    const within = deeper(entry, indent);
    printed += `${printed === '' ? begin : `\n${indent}`}${oneLine(key)}:${block(entry, within, `\n${within}`)}`;
  }
  return printed || ' {}';
}

function list(values: unknown[], indent: string, begin: string): string {
  // an object begins on the line of its dash
  return values.map((value, i) => `${i === 0 ? begin : `\n${indent}`}-${block(value, `${indent}  `, ' ')}`).join('') || ' []';
}

/** A list stands as deep as its key, as in everything that the Kubernetes tools print. */
function deeper(value: unknown, indent: string): string {
  return Array.isArray(value) ? indent : `${indent}  `;
}

function text(value: string, indent: string): string {
  const lines = /^\S.*\n/.test(value) && !UNPRINTABLE.test(value) && !/\n\s*$/.test(value.replace(/\n$/, ''));
  if (!lines) return ` ${oneLine(value)}`;
  const body = value.replace(/\n$/, '').split('\n').map((line) => (line === '' ? '\n' : `\n${indent || '  '}${line}`));
  return ` ${value.endsWith('\n') ? '|' : '|-'}${body.join('')}`;
}

function oneLine(value: string): string {
  if (PLAIN.test(value)) return value;
  if (!value.includes('\n') && !UNPRINTABLE.test(value)) return `'${value.replace(/'/g, "''")}'`;
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

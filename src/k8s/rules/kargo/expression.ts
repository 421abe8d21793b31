/** Functions of Kargo, and those that the language of its expressions brings along. */
const FUNCTIONS = new Set([
  'always', 'artifactFrom', 'asJSON', 'asYAML', 'chartFrom', 'commitFrom', 'configMap', 'failure', 'freightMetadata', 'imageFrom', 'quote', 'secret',
  'semverDiff', 'semverParse', 'sharedConfigMap', 'sharedSecret', 'stageMetadata', 'status', 'success', 'unsafeQuote', 'warehouse',
  'abs', 'all', 'any', 'bitand', 'bitnand', 'bitnot', 'bitor', 'bitshl', 'bitshr', 'bitushr', 'bitxor', 'ceil', 'concat', 'count', 'date', 'duration',
  'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'first', 'flatten', 'float', 'floor', 'fromBase64', 'fromJSON', 'fromPairs', 'get', 'groupBy',
  'hasPrefix', 'hasSuffix', 'indexOf', 'int', 'join', 'keys', 'last', 'lastIndexOf', 'len', 'lower', 'map', 'max', 'mean', 'median', 'min', 'none', 'now',
  'one', 'reduce', 'repeat', 'replace', 'reverse', 'round', 'sort', 'sortBy', 'split', 'splitAfter', 'string', 'sum', 'take', 'timezone', 'toBase64',
  'toJSON', 'toPairs', 'trim', 'trimPrefix', 'trimSuffix', 'type', 'uniq', 'upper', 'values',
]);

/** Words of the language that a parenthesis may follow. */
const WORDS = new Set(['and', 'contains', 'else', 'endsWith', 'if', 'in', 'let', 'matches', 'not', 'or', 'startsWith']);

export interface Expressions {
  /** What stands between the marks, in order. */
  readonly bodies: string[];
  /** Whether the last one has an end. */
  readonly isClosed: boolean;
}

/** The expressions in a text, which `${{ }}` or `${% %}` mark. */
export function expressionsIn(text: string): Expressions {
  const bodies: string[] = [];
  let rest = text;
  for (;;) {
    const start = /\$\{([{%])/.exec(rest);
    if (!start) return { bodies, isClosed: true };
    const from = start.index + 3;
    const to = rest.indexOf(start[1] === '{' ? '}}' : '%}', from);
    if (to < 0) return { bodies, isClosed: false };
    bodies.push(rest.slice(from, to));
    rest = rest.slice(to + 2);
  }
}

/** Whether a text is one expression and nothing else. */
export function isOneExpression(text: string): boolean {
  const { bodies, isClosed } = expressionsIn(text);
  return isClosed && bodies.length === 1 && text.trim().length === bodies[0].length + 5;
}

/** Names that are called like functions and are none. */
export function unknownFunctions(body: string): string[] {
  const called = [...unquoted(body).matchAll(/(?<![\w.#$])([A-Za-z_]\w*)\s*\(/g)].map(([, name]) => name);
  return [...new Set(called)].filter((name) => !FUNCTIONS.has(name) && !WORDS.has(name));
}

/** Parentheses, brackets and quotes that do not close each other. */
export function isBalanced(body: string): boolean {
  const open: string[] = [];
  const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
  const bare = unquoted(body);
  for (const letter of bare) {
    if ('([{'.includes(letter)) open.push(letter);
    else if (pairs[letter] && open.pop() !== pairs[letter]) return false;
  }
  return open.length === 0 && !/['"`]/.test(bare);
}

/** Aliases of the steps whose outputs or status are asked for. */
export function askedSteps(body: string): string[] {
  const outputs = [...body.matchAll(/(?<![\w.])outputs(?:\??\.([A-Za-z_]\w*)|\[\s*['"]([^'"]+)['"]\s*\])/g)].map(([, dotted, quoted]) => dotted ?? quoted);
  const statuses = [...body.matchAll(/(?<![\w.])status\(\s*['"]([^'"]+)['"]\s*\)/g)].map(([, alias]) => alias);
  return [...new Set([...outputs, ...statuses])];
}

/** Without the texts in it, whose quotes are left out as well. */
function unquoted(body: string): string {
  return body.replace(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|`[^`]*`/g, '');
}

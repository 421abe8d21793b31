/** Label values that occur in practice, for matchers that want any of them or any but one. */
const CANDIDATES = ['200', '500', 'success', 'failure', 'true', 'false', 'x'];

const MATCHER = /([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"\s*,?\s*/y;

interface Matcher {
  readonly name: string;
  readonly operator: string;
  readonly value: string;
}

/** A set of labels that PromQL matchers select; undefined where none is found. */
export function sampleLabels(matchers: string): Record<string, string> | undefined {
  return solve(matchers, true);
}

/** The same, of which the last matchers select nothing: requests that did not fail. */
export function otherLabels(matchers: string): Record<string, string> | undefined {
  return solve(matchers, false);
}

function solve(text: string, wanted: boolean): Record<string, string> | undefined {
  const matchers = parse(text);
  if (!matchers) return undefined;
  const values = [...new Set(matchers.map(({ name }) => name))].map((name) => {
    const own = matchers.filter((matcher) => matcher.name === name);
    const candidates = [...own.map(({ value }) => sample(value)), ...CANDIDATES, ...own.map(({ value }) => value)];
    return [name, candidates.find((value) => own.every((matcher) => selects(matcher, value)) === wanted)] as const;
  });
  return values.every(([, value]) => value !== undefined) ? Object.fromEntries(values as [string, string][]) : undefined;
}

function parse(text: string): Matcher[] | undefined {
  const found: Matcher[] = [];
  for (let at = 0; at < text.length; at = MATCHER.lastIndex) {
    MATCHER.lastIndex = at;
    const match = MATCHER.exec(text);
    if (!match) return undefined;
    found.push({ name: match[1], operator: match[2], value: match[3] });
  }
  return found;
}

function selects({ operator, value }: Matcher, candidate: string): boolean {
  const matches = operator.endsWith('~') ? expression(value)?.test(candidate) ?? false : value === candidate;
  return operator.startsWith('!') ? !matches : matches;
}

function expression(source: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${source})$`);
  } catch {
    return undefined;
  }
}

/** Text that a simple regular expression matches; others are matched by a candidate, or by nothing. */
function sample(source: string): string {
  return source.replace(/\(([^|()]*)[^()]*\)/g, '$1').replace(/\|.*/, '').replace(/\[\^[^\]]*\][+*]?/g, 'x').replace(/\[[^\]]*\](?:[+*]|\{(\d+)\})?/g, (_, times = '1') => '1'.repeat(Number(times))).replace(/\.[+*]?/g, '0');
}

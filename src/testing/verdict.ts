/** What a test finds out about a release. */
export interface Verdict {
  /** Whether it is as expected. */
  readonly pass: boolean;
  /** What was expected. Of a verdict that passes, the opposite, which is what a test that fails then asked for. */
  readonly expected: string;
  /** What happens instead. */
  readonly received: string;
  /** Both, and what shows it. */
  readonly message: string;
}

/** What an expectation says of a subject. */
export interface Judgement {
  readonly pass: boolean;
  readonly subject: string;
  /** Follows "to". */
  readonly to: string;
  readonly received: string;
  /** Lines that show it. */
  readonly evidence: readonly string[];
}

/** Tells a judgement the way somebody wants to read it whose test has failed. */
export function verdict({ pass, subject, to, received, evidence }: Judgement): Verdict {
  const expected = `${subject} ${pass ? 'not ' : ''}to ${to}`;
  const message = [`expected ${expected}`, received, ...evidence.length > 0 ? ['', ...evidence] : []].join('\n');
  return { pass, expected, received, message };
}

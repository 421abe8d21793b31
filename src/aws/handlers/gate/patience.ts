import type { Verdict } from './question';

/** A service that is being restarted is back by then; one that is not would hold a release in silence. */
const PATIENCE_MS = 30 * 60_000;

/** What a verdict becomes when errors are taken into account, and what is remembered until the next time. */
export interface Judged {
  readonly verdict: Verdict;
  readonly token: string;
}

/** An answer ends a row of errors. */
export function answered(verdict: Verdict): Judged {
  return { verdict, token: JSON.stringify({ failingSinceMs: null }) };
}

/** An error holds for a while, and then fails. Whoever cannot wait fails at once. */
export function failed(error: unknown, canWait: boolean, token: string | undefined): Judged {
  const failingSinceMs = sinceMs(token) ?? Date.now();
  const reason = `could not be asked: ${error instanceof Error ? error.message : String(error)}`;
  const waits = canWait && Date.now() - failingSinceMs < PATIENCE_MS;
  return { verdict: { verdict: waits ? 'wait' : 'fail', reason }, token: JSON.stringify({ failingSinceMs }) };
}

function sinceMs(token: string | undefined): number | null {
  return token ? (JSON.parse(token) as { failingSinceMs: number | null }).failingSinceMs : null;
}

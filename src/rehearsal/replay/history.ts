/** Requests and failed ones of a stretch of time. */
export interface Counted {
  readonly fromMs: number;
  readonly toMs: number;
  readonly requests: number;
  readonly failed: number;
}

/** What a release answered from its beginning on, in order of time. Where nothing stands, nothing was measured. */
export interface ReleaseHistory {
  readonly release: string;
  readonly counted: readonly Counted[];
}

/** What of the counted requests fell into a stretch of time; of one that lies in it in part, as large a part. */
export function countedIn(counted: readonly Counted[], fromMs: number, toMs: number): { readonly requests: number; readonly failed: number } {
  let [requests, failed] = [0, 0];
  for (const one of counted) {
    const part = (Math.min(toMs, one.toMs) - Math.max(fromMs, one.fromMs)) / (one.toMs - one.fromMs);
    if (!(part > 0)) continue;
    requests += part * one.requests;
    failed += part * one.failed;
  }
  return { requests, failed };
}

/** The same, period by period from 0 on, as far as it reaches. */
export function byPeriod(counted: readonly Counted[], periodMs: number): { requests: number; failed: number }[] {
  const endMs = Math.max(0, ...counted.map(({ toMs }) => toMs));
  const periods = Array.from({ length: Math.ceil(endMs / periodMs) }, () => ({ requests: 0, failed: 0 }));
  for (const one of counted) {
    for (let i = Math.floor(one.fromMs / periodMs); i * periodMs < one.toMs; i++) {
      const { requests, failed } = countedIn([one], i * periodMs, (i + 1) * periodMs);
      periods[i].requests += requests;
      periods[i].failed += failed;
    }
  }
  return periods;
}

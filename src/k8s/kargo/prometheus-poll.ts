import { goDuration } from '../go-duration';
import type { PromotionStep } from './step';
import { WHILE_WATCHING } from './step';

/** One element for each series that Prometheus answers with. */
export const RESULT = 'response.body.data.result';

export interface Poll {
  readonly as: string;
  readonly everyMs: number;
  readonly timeoutMs: number;
  readonly successExpression: string;
  readonly failureExpression?: string;
  /** What is kept of the answer. */
  readonly outputs?: { readonly name: string; readonly fromExpression: string }[];
}

/** Asks Prometheus the same question until its answer is a pass or a failure. */
export function pollPrometheus(address: string, query: string, { as, everyMs, timeoutMs, ...rest }: Poll): PromotionStep {
  return {
    uses: 'http',
    as,
    retry: { ...WHILE_WATCHING, timeout: goDuration(timeoutMs) },
    config: { url: `${address}/api/v1/query`, queryParams: [{ name: 'query', value: query }], pollInterval: goDuration(everyMs), ...rest },
  };
}

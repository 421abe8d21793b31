/** A metric of an AnalysisTemplate, as far as an assessment asks for it. */
export interface Metric {
  readonly name: string;
  readonly initialDelay: string;
  readonly interval: string;
  readonly count: number;
  readonly successCondition: string;
  readonly failureCondition: string;
  readonly failureLimit: number;
  readonly inconclusiveLimit: number;
  readonly consecutiveErrorLimit: number;
  readonly provider: { readonly prometheus: { readonly query: string } };
}

export type Phase = 'Successful' | 'Failed' | 'Inconclusive' | 'Error';

export interface Assessment {
  readonly phase: Phase;
  readonly endedMs: number;
}

/** Argo Rollouts waits this long after a measurement that could not be made. */
const RETRY_MS = 10_000;

/**
 * What Argo Rollouts makes of a metric, as it documents it: a measurement after the initial delay, then one an interval after
 * the last; both conditions decide each; more failed, inconclusive, or consecutively erroneous ones than their limits end it.
 * A model: the controller itself is not run.
 * @param ask the result of the query at a time after the run began; an error where Prometheus does not answer
 */
export function assess(metric: Metric, ask: (atMs: number) => number[] | Error): Assessment {
  const counted = { Successful: 0, Failed: 0, Inconclusive: 0 };
  let errors = 0;
  for (let atMs = milliseconds(metric.initialDelay); ; ) {
    const result = ask(atMs);
    if (result instanceof Error) {
      errors += 1;
      if (errors > metric.consecutiveErrorLimit) return { phase: 'Error', endedMs: atMs };
      atMs += RETRY_MS;
      continue;
    }
    errors = 0;
    counted[measured(metric, result)] += 1;
    if (counted.Failed > metric.failureLimit) return { phase: 'Failed', endedMs: atMs };
    if (counted.Inconclusive > metric.inconclusiveLimit) return { phase: 'Inconclusive', endedMs: atMs };
    if (counted.Successful + counted.Failed + counted.Inconclusive >= metric.count) return { phase: 'Successful', endedMs: atMs };
    atMs += milliseconds(metric.interval);
  }
}

/** Failing wins; where neither condition holds nothing is known. */
function measured({ successCondition, failureCondition }: Metric, result: number[]): 'Successful' | 'Failed' | 'Inconclusive' {
  if (holds(failureCondition, result)) return 'Failed';
  return holds(successCondition, result) ? 'Successful' : 'Inconclusive';
}

/** The few words of its expression language that are used. */
function holds(condition: string, result: number[]): boolean {
  return condition.split(' || ').some((all) => all.split(' && ').every((term) => {
    if (term === 'len(result) > 0') return result.length > 0;
    if (term === 'len(result) == 0') return result.length === 0;
    if (term === 'isNaN(result[0])') return Number.isNaN(result[0]);
    if (term === '!isNaN(result[0])') return !Number.isNaN(result[0]);
    const [, operator, bound] = /^result\[0\] (<|>=) (\d+)$/.exec(term) ?? [];
    if (!operator) throw new Error(`not a known term: ${term}`);
    // an empty result has no first value, which is an error to the controller
    if (result.length === 0) throw new Error(`index out of range in ${condition}`);
    return operator === '<' ? result[0] < Number(bound) : result[0] >= Number(bound);
  }));
}

export function milliseconds(duration: string): number {
  const [, hours = 0, minutes = 0, seconds = 0] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(duration)!;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

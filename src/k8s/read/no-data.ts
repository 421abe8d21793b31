import type { Field } from '../rules/field';

/**
 * What becomes of a release when a metric that somebody else has written has no data: a condition that does not ask for that is an
 * error to Argo Rollouts, and so is a provider that answers with nothing; errors in a row give the release up.
 */
export function withoutData(metric: Field): 'fail' | 'hold' | 'pass' {
  const [success, failure] = [metric.at('successCondition').text, metric.at('failureCondition').text];
  if (!metric.at('provider', 'prometheus').isSet || [success, failure].some((condition) => condition !== '' && !ASKS.test(condition))) return 'fail';
  if (failure !== '' && isTrueOfNothing(failure)) return 'fail';
  if (success !== '' && isTrueOfNothing(success)) return 'pass';
  // one condition alone: what is not the one is the other
  if (success === '') return 'pass';
  return failure === '' ? 'fail' : 'hold';
}

const ASKS = /len\(result\)|isNaN\(/;

function isTrueOfNothing(condition: string): boolean {
  return /len\(result\) ?(== ?0|< ?1)|isNaN\(/.test(condition.replace(/!isNaN\(/g, ''));
}

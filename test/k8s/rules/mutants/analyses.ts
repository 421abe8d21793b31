import type { Mutant } from './mutant';
import { mutant } from './mutant';
import { all, push, remove, set } from './mutate';

const WATCH = 'AnalysisTemplate/watch/spec';
const VERIFY = 'AnalysisTemplate/verify/spec/metrics/0';
const GREEN = 'Rollout/cart/spec/strategy/blueGreen';
const WEB = 'Rollout/web/spec/strategy/canary';

/** Faults in analyses of Argo Rollouts. */
export const ANALYSIS_MUTANTS: Mutant[] = [
  mutant('routed', 'SP5243 SP5249', 'two metrics of one name', set(`${WATCH}/metrics/1/name`, 'errors')),
  mutant('mirrored', 'SP5243', 'one name in two templates of an analysis', set('ClusterAnalysisTemplate/smoke-base/spec/metrics/0/name', 'smoke')),
  mutant('routed', 'SP5244', 'an argument that is not passed', remove(`${WEB}/analysis/args/0`)),
  mutant('routed', 'SP5244', 'a placeholder without an argument', set(`${WATCH}/metrics/1/provider/prometheus/query`, 'latency{x="{{args.path}}"}')),
  mutant('routed', 'SP5244', 'two defaults of one argument', all(
    set(`${WATCH}/args/0/value`, 'one'),
    set('AnalysisTemplate/verify/spec/args/0/value', 'other'),
    push(`${WEB}/steps/6/analysis/templates`, { templateName: 'watch' }),
    set(`${WATCH}/metrics/0/count`, 5), set(`${WATCH}/metrics/1/count`, 5),
  )),
  mutant('shop/prod-eu', 'SP5244', 'a hash that no rollout passes', remove('Rollout/cart/spec/strategy/canary/steps/1/analysis/args')),
  mutant('routed', 'SP5245', 'two providers', set(`${VERIFY}/provider/web`, { url: 'https://example.com' })),
  mutant('routed', 'SP5245', 'no provider', set(`${VERIFY}/provider`, {})),
  mutant('routed', 'SP5246', 'an interval in words', set(`${VERIFY}/interval`, '1 minute')),
  mutant('routed', 'SP5246', 'several measurements at once', remove(`${VERIFY}/interval`)),
  mutant('routed', 'SP5246', 'a delay in days', set(`${WATCH}/metrics/0/initialDelay`, '1d')),
  mutant('routed', 'SP5247', 'as many failures as measurements', set(`${VERIFY}/failureLimit`, 5)),
  mutant('routed', 'SP5247', 'more successes than measurements', set(`${VERIFY}/consecutiveSuccessLimit`, 5)),
  mutant('routed', 'SP5247', 'more doubts than measurements', set(`${VERIFY}/inconclusiveLimit`, 6)),
  mutant('shop/prod-eu', 'SP5247', 'failures that never end and successes that are not asked for', set('AnalysisTemplate/cart-watch-10m/spec/metrics/0/failureLimit', -1)),
  mutant('routed', 'SP5248', 'a step that waits for ever', remove(`${VERIFY}/count`)),
  mutant('routed', 'SP5249', 'a dry run of nothing', set(`${WEB}/analysis/dryRun/0/metricName`, 'latencies')),
  mutant('blue-green', 'SP5249', 'measurements kept of nothing', set('AnalysisTemplate/steady/spec/measurementRetention/0/metricName', 'memory')),
  mutant('routed', 'SP5250', 'a watch that begins after the rollout', all(
    set(`${WATCH}/metrics/0/initialDelay`, '30m'),
    remove(`${WEB}/steps/6`),
  )),
  mutant('routed', 'SP5251', 'a metric that always passes', remove(`${VERIFY}/successCondition`)),
  mutant('routed', 'SP5252', 'a condition without a word on no data', set(`${VERIFY}/successCondition`, 'result[0] < 0.05')),
  mutant('blue-green', 'SP5253', 'a switch before the analysis is over', set(`${GREEN}/autoPromotionSeconds`, 60)),
  mutant('blue-green', 'SP5294', 'an analysis that the deadline does not wait for', all(
    set('Rollout/cart/spec/progressDeadlineAbort', true), set('Rollout/cart/spec/progressDeadlineSeconds', 540),
  )),
  mutant('blue-green', 'SP5253', 'an old version that is gone before the analysis is over', set(`${GREEN}/scaleDownDelaySeconds`, 30)),
];

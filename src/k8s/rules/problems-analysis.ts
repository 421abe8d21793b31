import { error, warning } from '../../plan/problem-definition';

/* Read in the sources of Argo Rollouts 1.9.1: the rollout stops where these are errors, or passes without having measured. */

export const SP5243 = error('SP5243', 'two metrics have one name',
  'The metrics of all templates of an analysis are merged, and a name stands for one of them.',
  'metrics: [{ name: "errors" }, { name: "errors" }]');

export const SP5244 = error('SP5244', 'argument of an analysis has no value',
  'Argo Rollouts makes no AnalysisRun of a template with an open argument, and aborts the rollout.',
  'args: [{ name: "hash" }] // and the Rollout passes no `hash`');

export const SP5245 = error('SP5245', 'metric has not exactly one provider',
  'A measurement comes from one place; none and two are refused.',
  'provider: { prometheus: {}, web: {} }');

export const SP5246 = error('SP5246', 'time of a metric is no duration',
  'Several measurements need an interval between them, and days are no unit of Go.',
  'metrics: [{ name: "errors", count: 5, interval: "1 minute" }]');

export const SP5247 = error('SP5247', 'limits of a metric contradict its count',
  'More failures are allowed than there are measurements, or nothing at all could make the metric fail.',
  'metrics: [{ name: "errors", count: 3, interval: "1m", failureLimit: 3 }]');

export const SP5248 = error('SP5248', 'analysis never ends',
  'A step waits for its analysis: with an interval and no count the rollout would wait for ever, so it is refused.',
  'metrics: [{ name: "errors", interval: "1m" }] // in a template of a step');

export const SP5249 = error('SP5249', 'pattern matches no metric',
  'A dry run or a retention of measurements that no metric has makes the AnalysisRun fail.',
  'dryRun: [{ metricName: "latency" }] // and the only metric is called errors');

export const SP5250 = error('SP5250', 'analysis passes unmeasured',
  'An analysis in the background ends with the steps, as passed, whatever it has measured by then.',
  'steps: [{ setWeight: 50 }, { pause: { duration: "1m" } }] // with an analysis of initialDelay 5m');

export const SP5251 = error('SP5251', 'metric has no condition',
  'Without a condition every measurement is a success, whatever its value.',
  'metrics: [{ name: "errors", provider: { prometheus } }]');

export const SP5252 = warning('SP5252', 'condition does not say what no data means',
  'The first element of an empty result is an error, and five of them abort a healthy release; NaN fails each comparison.',
  'successCondition: "result[0] < 0.05"');

export const SP5253 = warning('SP5253', 'blue/green may cut its analysis short',
  'Argo Rollouts documents that an analysis ends, as passed, with the timer of the promotion or of the old version. Version 1.9.1 waits for it; do not count on that.',
  'blueGreen: { autoPromotionSeconds: 60, prePromotionAnalysis } // with 10 measurements, a minute apart');

export const SP5294 = error('SP5294', 'release is given up while its analysis runs',
  'An analysis before the switch is no progress to Argo Rollouts, unlike one of a step: with progressDeadlineAbort each release is taken back at the deadline.',
  'spec: { progressDeadlineSeconds: 600, progressDeadlineAbort: true } // and a prePromotionAnalysis of 30 minutes');

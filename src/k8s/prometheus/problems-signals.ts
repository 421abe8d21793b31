import { error } from '../../plan/problem-definition';

/* SP53xx  signals and Prometheus */

export const SP5301 = error('SP5301', 'nothing counts the error budget that is asked for',
  'The gate asks for what the workloads of the environment recorded; where none takes requests it would have nothing to judge.',
  "new k8s.Workload(chart, 'Jobs', { ...props }) // without ports, in a wave with Gate.budget({ objective: 0.999 })");

export const SP5302 = error('SP5302', 'probe is not known',
  'A synthetic signal names a probe, and only Prometheus knows what it asks, and through which prober.',
  "Signal.synthetic({ probe: 'checkout' }) // and Prometheus.at(address) without probes");

export const SP5303 = error('SP5303', 'versions cannot be told apart',
  'The signal judges the new version alone, but what measures it sees both, and in the requests of both the errors of a small canary vanish.',
  'Signal.errorRatio({ atMost: 0.005 }) // with RequestMetrics.envoyGateway(), in a wave with a canary');

export const SP5304 = error('SP5304', 'period is too short for what is scraped',
  'A rate needs two samples: with fewer the signal has no data, and the release is held or taken back for nothing.',
  'Signal.errorRatio({ atMost: 0.005 }) // with Prometheus.at(address, { scrapeInterval: Duration.minutes(1) })');

export const SP5305 = error('SP5305', 'measurement is too short for its signal to fail',
  'An analysis that ends before enough data points can exist passes unmeasured.',
  "Verification.measurement({ name: 'steady', signal, duration: Duration.minutes(7) }) // of a signal with a period of five minutes");

export const SP5306 = error('SP5306', 'verifications of a wave have one metric',
  'Argo Rollouts runs them as one analysis, in which each metric has a name of its own: that of the signal, or of the job.',
  "verifications: [Verification.measurement({ name: 'first', signal, duration }), Verification.measurement({ name: 'second', signal, duration })]");

export const SP5307 = error('SP5307', 'only one of several Prometheis is asked',
  'A promotion asks one address about all workloads of an environment: a Prometheus that knows half of them never gives all answers, and a healthy release is held, or taken back.',
  "new k8s.Workload(chart, 'Web', { prometheus: k8s.Prometheus.at('http://a:9090'), ...props }); new k8s.Workload(chart, 'Api', { prometheus: k8s.Prometheus.at('http://b:9090'), ...props }) // in a wave that bakes");

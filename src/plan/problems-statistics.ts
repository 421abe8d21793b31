import { error, warning } from './problem-definition';

/* SP22xx how surely a release is judged */

export const SP2201 = error('SP2201', 'step cannot notice a bad version',
  'A canary that lets nine of ten bad versions pass delays every release and protects nobody.',
  'TrafficShift.canary({ percent: 1, hold: Duration.minutes(5) }); // with 10 requests a second and Signal.errorRatio({ atMost: 0.005, detect: 0.01 })');

export const SP2202 = warning('SP2202', 'step may miss a bad version',
  'With too few requests, errors of a bad version come too seldom to be told from those of a healthy one; the next step then shows them to more customers.',
  'TrafficShift.canary({ percent: 5, hold: Duration.minutes(10) }); // with 50 requests a second and Signal.errorRatio({ atMost: 0.005, detect: 0.006 })');

export const SP2203 = error('SP2203', 'healthy releases are rolled back more often than not',
  'A bound near the ordinary errors, asked often enough, is broken by chance; what is rolled back then is nobody\'s mistake, and nobody believes the next one.',
  'Signal.errorRatio({ atMost: 0.002, datapointsToFail: 1 }); // with 10 requests a second of which 0.1 % fail anyway, and a bakeTime of 12 hours');

export const SP2204 = warning('SP2204', 'healthy releases are rolled back by chance',
  'Every signal in every wave is one more chance to stop a release that has nothing wrong with it.',
  'Signal.errorRatio({ atMost: 0.004, datapointsToFail: 2 }); // with 10 requests a second of which 0.1 % fail anyway, and a bakeTime of 12 hours');

export const SP2205 = error('SP2205', 'errors of a step disappear among those of the whole service',
  'A step\'s errors are seen only through the whole service, where the healthy requests of the old version outnumber them; a signal of another kind does not replace them.',
  'rollbackOn: [latencyOfTheVersion, Signal.errorRatio({ atMost: 0.005, scope: SignalScope.SERVICE })] // with TrafficShift.canary({ percent: 5, … })');

export const SP2206 = warning('SP2206', 'signal is often without data by chance',
  'Requests do not come evenly. Where the minimum is near what is expected, many a look finds too few of them, and a healthy release is held, or rolled back where missing data fails.',
  'TrafficShift.canary({ percent: 1, hold: Duration.minutes(15) }); // with 10 requests a second and Signal.errorRatio({ atMost: 0.01, minimumRequests: 17 })');

export const SP2207 = warning('SP2207', 'percentile is taken of too few requests',
  'Of fewer than a hundred requests the 99th percentile is the slowest one: a single slow request, which every healthy version has, puts the data point over the bound.',
  'TrafficShift.canary({ percent: 1, hold: Duration.minutes(15) }); // with 100 requests a second and Signal.latency({ percentile: 99, … })');

export const SP2208 = error('SP2208', 'shift cannot be designed',
  'How long a step must be follows from the requests that it sees and from the signal that judges them. Without one of the two there is nothing to compute it from.',
  "new ReleasePipeline(app, 'Shop', { service: 'shop' }); // no traffic, but a wave with TrafficShift.designed(…)");

export const SP2209 = error('SP2209', 'no steps achieve what the shift is designed for',
  'Time, harm, power and false alarms pull against each other: less harm takes smaller shares, smaller shares take more time, and more looks stop more healthy releases.',
  'TrafficShift.designed({ maxHarmedRequests: 10, within: Duration.minutes(30) }); // with 100 requests a second');

export const SP2210 = warning('SP2210', 'odds of a signal cannot be computed',
  'A signal that watches too long a row of data points is left out wherever it is said how surely releases are stopped, bad ones and healthy ones; silence then means nothing.',
  'Signal.errorRatio({ atMost: 0.005, datapointsToFail: 30, datapointsObserved: 60 });');

import { error, warning } from './problem-definition';

/* SP20xx what the release would do, SP21xx acknowledgements */

export const SP2001 = error('SP2001', 'production wave is rolled back by no signal',
  'A bad version that deploys without an error stays until a person notices it. What the wave waits for is then only time.',
  "new ReleasePipeline(app, 'Shop', { service: 'shop' }).addWave('prod', { environments: [prod] }); // no rollbackOn");

export const SP2002 = warning('SP2002', 'author can approve alone',
  'One person, or whoever holds that person\'s credentials, can then write a change and bring it to customers. Acknowledge it where the platform cannot tell authors apart and no author is in the group.',
  "Gate.approval({ group: 'developers', excludeAuthor: false });");

export const SP2003 = error('SP2003', 'gate can never pass',
  'Every release would wait before the wave until somebody overrides the gate, and a gate that is always overridden is none.',
  "Gate.dependsOn({ service: 'payments', environment: 'prod', versions: '>2.0.0 <1.0.0' });");

export const SP2004 = error('SP2004', 'freezes leave no time to release',
  'Together the freezes that come back cover every moment at which the wave could be entered, so nothing is released any more.',
  "Freeze.weekly('closed', { hours: { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone }, owner, reason }); // and the only window is on Monday");

export const SP2005 = warning('SP2005', 'production wave moves all traffic at once',
  'Whatever is wrong with a version then meets every customer at the same moment, and the rollback is as long as a deployment.',
  "pipeline.addWave('prod', { environments: [prod], bakeTime: Duration.hours(1) }); // no trafficShift");

export const SP2006 = error('SP2006', 'partial traffic is watched by no signal of the new version',
  'In a measurement of the whole service, the errors of a small share of the traffic disappear among the healthy requests of the rest: a canary of one percent that always fails moves the ratio by one point.',
  'RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01, scope: SignalScope.SERVICE })); // with TrafficShift.canary(…)');

export const SP2007 = error('SP2007', 'step ends before a signal can fail',
  'A signal needs its data points and the time until they arrive. A step that is over before then shows the new version to customers and learns nothing from it.',
  'TrafficShift.canary({ percent: 5, hold: Duration.minutes(3) }); // with 3 data points of 1 minute');

export const SP2008 = error('SP2008', 'production wave is not watched after full traffic',
  'The triggers act while a wave is in progress. Without a bake time it is done as soon as all traffic has moved, which is before load, caches and connections show what the version does.',
  "pipeline.addWave('prod', { environments: [prod] }); // rollbackOn, but no bakeTime");

export const SP2009 = warning('SP2009', 'traffic steps are held for more than two hours',
  'Two versions serve customers side by side all that time, and every later release, an urgent one too, waits for it. Long observation belongs into the bake time, where one version is live.',
  'TrafficShift.linear({ percent: 10, every: Duration.minutes(30) });');

export const SP2010 = warning('SP2010', 'traffic of the service is unknown',
  'How likely a step is to detect a bad version depends on the requests it sees. Without them the checks on detection are left out for this pipeline.',
  "new ReleasePipeline(app, 'Shop', { service: 'shop' }); // no traffic, but a wave with TrafficShift.canary(…)");

export const SP2011 = error('SP2011', 'release type may not take an expedited path',
  'The shorter path is for what cannot wait. Open to everyday changes it becomes the usual path, with the windows, freezes and bake times of nobody.',
  'ExpeditedPath.of({ releaseTypes: [ReleaseType.FEATURE], bakeAtMost: Duration.minutes(30) });');

export const SP2012 = error('SP2012', 'release type has two expedited paths',
  'Which of the two a release takes would depend on the order in which they are listed.',
  'expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], … }), ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], … })]');

export const SP2013 = error('SP2013', 'bake ends before a signal can fail',
  'The bake time is there for this signal to speak. When it is shorter than the signal needs for its data points and their delivery, the wave is always done first.',
  'bakeTime: Duration.minutes(10) // with Signal.saturation({ period: Duration.minutes(5), datapointsToFail: 3, … })');

export const SP2014 = error('SP2014', 'measurement ends before its signal can fail',
  'A verification that cannot fail is no verification; it passes every version.',
  "Verification.measurement({ name: 'health', signal: Signal.errorRatio({ atMost: 0.01 }), duration: Duration.minutes(2) });");

export const SP2015 = error('SP2015', 'signal gets too few requests to have data',
  'No data is never a pass: with the traffic that is declared, the release would be held, or rolled back, each time it comes there.',
  'TrafficShift.canary({ percent: 1, hold: Duration.minutes(15) }); // with 5 requests a second and Signal.errorRatio({ atMost: 0.01, minimumRequests: 100 })');

export const SP2101 = warning('SP2101', 'acknowledged problem does not occur',
  'An acknowledgement that outlives its problem would hide the next one of the same kind.',
  "pipeline.acknowledge('SP2005', 'no traffic there'); // but no check reports SP2005");

export const SP2102 = warning('SP2102', 'acknowledged code does not exist',
  'It is a slip, and the warning it was meant for is still shown, or will be.',
  "pipeline.acknowledge('SP205', 'no traffic there');");

export const SP2103 = warning('SP2103', 'error is acknowledged',
  'An error means that the release would not do what is declared. It keeps standing in the way of synthesis, whoever takes note of it.',
  "pipeline.acknowledge('SP2001', 'we look at the dashboards');");

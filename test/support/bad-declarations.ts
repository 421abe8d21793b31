import { RootConstruct } from 'constructs';
import type { ReleasePipelineProps, Wave, WaveOptions } from '../../src/index';
import {
  Day, DeploymentWindow, Duration, Environment, Evidence, ExpeditedPath, Freeze, Gate, ReleasePipeline, ReleaseType, RollbackTrigger, Signal, SignalScope,
  Tier, Traffic, TrafficShift, Verification,
} from '../../src/index'; // not by the package's name: tools/docs.ts runs these declarations without a test runner

/** A wrong declaration and what is reported about it, all of it, in order. */
export interface BadDeclaration {
  readonly when: string;
  readonly declare: () => ReleasePipeline;
  readonly codes: string[];
  /** Every message, where they are written out. */
  readonly messages?: string[];
}

const production = (name = 'prod') => new Environment(name, { tier: Tier.PRODUCTION });
const test = new Environment('test', { tier: Tier.TEST });
const minutes = (amount: number) => Duration.minutes(amount);
const errors = Signal.errorRatio({ atMost: 0.005 });
const onErrors = [RollbackTrigger.signal(errors)];
const job = { name: 'e2e', commands: ['npm run e2e'] };
const timeZone = 'Europe/Zurich';
const ordered = { owner: 'sre', reason: 'audit' };
const office = { days: [Day.MONDAY, Day.TUESDAY], from: '09:00', to: '16:00', timeZone };

/** A sound pipeline of one production wave, but for what is given. */
function shop(props: Partial<ReleasePipelineProps> = {}, wave: Partial<WaveOptions> = {}, more?: (pipeline: ReleasePipeline) => void): ReleasePipeline {
  const pipeline = new ReleasePipeline(new RootConstruct(), 'Shop', {
    service: 'shop', traffic: Traffic.of({ requestsPerSecond: 100, errorRatio: 0.001 }), rollbackOn: onErrors, ...props,
  });
  pipeline.addWave('prod', {
    environments: [production()], trafficShift: TrafficShift.canary({ percent: 10, hold: minutes(15) }), bakeTime: Duration.hours(1), ...wave,
  });
  more?.(pipeline);
  return pipeline;
}

/** A sound pipeline without production, but for what is given. */
function inTest(wave: Partial<WaveOptions>, more?: (pipeline: ReleasePipeline) => void): ReleasePipeline {
  return shop({}, { environments: [test], ...wave }, more);
}

function bad(when: string, declare: () => ReleasePipeline, codes: string | string[], ...messages: string[]): BadDeclaration {
  return { when, declare, codes: [codes].flat(), messages: messages.length > 0 ? messages : undefined };
}

/** What a caller without types may pass. */
function untyped<T>(value: unknown): T {
  return value as T;
}

export const BAD_NAMES: BadDeclaration[] = [
  bad('two waves have one name', () => shop({}, {}, (pipeline) => pipeline.addWave('prod', { environments: [test] })), 'SP1001',
    'SP1001 Shop/prod: name is given twice: got "prod", allowed is a name that no other wave of the pipeline has; rename one of them',
  ),
  bad('one environment name stands for two', () => shop({}, {}, (pipeline) => pipeline.addWave('again', { environments: [new Environment('prod', { tier: Tier.TEST })] })),
    ['SP1206', 'SP1001', 'SP2008', 'SP2005']),
  bad('one signal name stands for two', () => shop({ rollbackOn: [...onErrors, RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.05 }))] }), 'SP1001'),
  bad('two freezes have one name', () => shop({ freezes: ['03-01', '04-01'].map((day) => Freeze.yearly('audit', { ...ordered, from: day, to: day, timeZone })) }), 'SP1001'),
  bad('two checks of a wave have one name', () => shop({}, { gates: [Gate.check(job), Gate.check(job)] }), 'SP1001'),
  bad('two verifications of a wave have one name', () => shop({}, { verifications: [Verification.job(job), Verification.job(job)] }), 'SP1001'),
  bad('two windows have one name', () => shop({}, { gates: [Gate.window(DeploymentWindow.weekly('office', office), DeploymentWindow.weekly('office', { ...office, to: '17:00' }))] }), 'SP1001'),
  bad('a name has capitals and a blank', () => shop({}, { environments: [production('Prod EU')] }), 'SP1002',
    'SP1002 Shop/environments/Prod EU: name is malformed: got "Prod EU", allowed is at most 32 lower case letters, digits and hyphens, with a letter first and no hyphen last; call it "prod-eu"',
  ),
  bad('a name is empty', () => shop({ service: '' }), 'SP1002'),
  bad('a name is too long', () => shop({ service: 'a-service-with-a-name-that-is-too-long' }), 'SP1002'),
  bad('a name ends with a hyphen', () => shop({}, { environments: [production('prod-')] }), 'SP1002'),
  bad('a wave has no name', () => shop({}, {}, (pipeline) => pipeline.addWave(untyped(undefined), { environments: [test] })), 'SP1002'),
  bad('a name is a number', () => shop({ service: untyped(7) }), 'SP1002'),
  bad('a pipeline has no service', () => shop({ service: untyped(undefined) }), 'SP1002',
    'SP1002 Shop/service: name is malformed: got "nothing", allowed is at most 30 lower case letters, digits and hyphens, with a letter first and no hyphen last; give it a name',
  ),
];

export const BAD_PRESENCE: BadDeclaration[] = [
  bad('an approval has no group', () => shop({}, { gates: [Gate.approval({ group: ' ' })] }), 'SP1003',
    'SP1003 Shop/prod/gates/approval-1/group: required value is missing: got "nothing", allowed is the group whose members may approve; give the group whose members may approve',
  ),
  bad('a window gate has no windows', () => shop({}, { gates: [Gate.window()] }), 'SP1003'),
  bad('a quiet gate has no signals', () => shop({}, { gates: [Gate.quiet()] }), 'SP1003'),
  bad('an evidence gate asks for nothing', () => shop({}, { gates: [Gate.evidence()] }), 'SP1003'),
  bad('a change gate accepts no state', () => shop({}, { gates: [Gate.change({ system: 'jira', states: [] })] }), 'SP1003'),
  bad('a job has no commands', () => shop({}, { gates: [Gate.check(untyped({ name: 'smoke' }))], verifications: [Verification.job({ name: 'e2e', commands: [''] })] }), ['SP1003', 'SP1003']),
  bad('a freeze has neither owner nor reason nor tiers', () => shop({ freezes: [Freeze.yearly('audit', { owner: '', reason: '', tiers: [], from: '03-01', to: '03-02', timeZone })] }), ['SP1003', 'SP1003', 'SP1003']),
  bad('a flag has no name', () => shop({}, { trafficShift: TrafficShift.flag({ flag: '', steps: [{ percent: 10, hold: minutes(15) }] }) }), 'SP1003'),
  bad('an acknowledgement has no reason', () => shop({}, { trafficShift: TrafficShift.allAtOnce() }, (pipeline) => pipeline.acknowledge('SP2005', '')), 'SP1003'),
  bad('an expedited path is for no type', () => shop({ expedited: [ExpeditedPath.of(untyped({ bakeAtMost: minutes(30) }))] }), 'SP1003'),
  bad('a tier is missing', () => shop({}, { environments: [new Environment('prod', untyped({}))] }), 'SP1004',
    'SP1004 Shop/environments/prod/tier: value is none of the known ones: got "nothing", allowed is one of development, test, staging, production; choose one of them',
  ),
  bad('a tier is misspelt', () => shop({}, { environments: [new Environment('prod', { tier: untyped('producton') })] }), 'SP1004',
    'SP1004 Shop/environments/prod/tier: value is none of the known ones: got "producton", allowed is one of development, test, staging, production; write production if that is meant',
  ),
  bad('kinds of no data, scope and evidence are unknown', () => shop({
    rollbackOn: [...onErrors, RollbackTrigger.signal(Signal.errorRatio({ name: 'odd', atMost: 0.01, noData: untyped('pass'), scope: untyped('all') }))],
  }, { gates: [Gate.evidence(Evidence.SBOM, untyped('sbomb'))] }), ['SP1004', 'SP1004', 'SP1004']),
];

export const BAD_NUMBERS: BadDeclaration[] = [
  bad('a ratio is given in percent', () => shop({ rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 5 }))] }), 'SP1101',
    'SP1101 Shop/signals/error-ratio/atMost: number is out of range: got "5", allowed is a ratio of at least 0 and less than 1; write 0.05 if 5 percent is meant',
  ),
  bad('a percentile is a hundred', () => shop({ rollbackOn: [...onErrors, RollbackTrigger.signal(Signal.latency({ percentile: 100, atMost: Duration.millis(400) }))] }), 'SP1101'),
  bad('a latency bound is zero', () => shop({ rollbackOn: [...onErrors, RollbackTrigger.signal(Signal.latency({ percentile: 99, atMost: Duration.millis(0) }))] }), 'SP1101'),
  bad('more data points must fail than are observed', () => shop({ rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01, datapointsToFail: 5, datapointsObserved: 3 }))] }), 'SP1101',
    'SP1101 Shop/signals/error-ratio/datapointsToFail: number is out of range: got "5", allowed is at most 3, the number of data points that are observed; lower it to 3',
  ),
  bad('a number of data points is not whole', () => shop({ rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01, datapointsToFail: 1.5 }))] }), ['SP1101', 'SP1101']),
  bad('a custom signal has two bounds', () => shop({ rollbackOn: [...onErrors, RollbackTrigger.signal(Signal.custom({ metric: 'QueueDepth', atMost: 10, atLeast: 1 }))] }), 'SP1107',
    'SP1107 Shop/signals/queue-depth: custom signal has no single bound: got "no bound, or two", allowed is either atMost or atLeast, a finite number; give one of them, or make two signals',
  ),
  bad('a custom signal has no bound', () => shop({ rollbackOn: [...onErrors, RollbackTrigger.signal(Signal.custom({ metric: 'QueueDepth' }))] }), 'SP1107'),
  bad('a quorum is zero', () => shop({}, { gates: [Gate.approval({ group: 'leads', quorum: 0 })] }), 'SP1101'),
  bad('a bake time is negative', () => shop({}, { bakeTime: minutes(-5) }), 'SP1101'),
  bad('a bake time is a plain number', () => shop({}, { bakeTime: untyped(30) }), 'SP1101',
    'SP1101 Shop/prod/bakeTime: number is out of range: got "no length of time", allowed is a length of time of at least 0; give it a finite Duration of 0 or more',
  ),
  bad('a bake time is infinite', () => shop({}, { bakeTime: minutes(Infinity) }), 'SP1101'),
  bad('traffic is zero and clusters by less than one', () => shop({ traffic: Traffic.of({ requestsPerSecond: 0, errorRatio: -0.1, clusteringFactor: 0.5 }) }), ['SP1101', 'SP1101', 'SP1101']),
  bad('a budget has an objective in percent and asks for more than there is', () => shop({}, { gates: [Gate.budget({ objective: 99.9, remainingAtLeast: 1.1 })] }), ['SP1101', 'SP1101'],
    'SP1101 Shop/prod/gates/budget-1/objective: number is out of range: got "99.9", allowed is a ratio greater than 0 and less than 1; write 0.999 if 99.9 percent is meant',
    'SP1101 Shop/prod/gates/budget-1/remainingAtLeast: number is out of range: got "1.1", allowed is a ratio of at least 0 and less than 1; write 0.011 if 1.1 percent is meant',
  ),
  bad('a canary takes everything', () => shop({}, { trafficShift: TrafficShift.canary({ percent: 100, hold: minutes(15) }) }), ['SP1101', 'SP1104']),
  bad('a canary takes nothing', () => shop({}, { trafficShift: TrafficShift.canary({ percent: 0, hold: minutes(15) }) }), 'SP1101'),
  bad('a canary is not held', () => shop({}, { trafficShift: TrafficShift.canary(untyped({ percent: 10 })) }), 'SP1101'),
  bad('linear steps are too small', () => shop({}, { trafficShift: TrafficShift.linear({ percent: 0.05, every: minutes(5) }) }), 'SP1101'),
  bad('linear steps are no number', () => shop({}, { trafficShift: TrafficShift.linear({ percent: NaN, every: minutes(5) }) }), 'SP1101'),
  bad('a rolling update takes nothing out of service', () => shop({}, { trafficShift: TrafficShift.rolling({ maxUnavailablePercent: 0 }) }), 'SP1101'),
  bad('steps go back', () => shop({}, { trafficShift: TrafficShift.steps({ percent: 50, hold: minutes(10) }, { percent: 10, hold: minutes(10) }) }), 'SP1104',
    'SP1104 Shop/prod/shift: traffic steps do not rise to 100 percent: got "50, 10, 100", allowed is a list in which each share is larger than the one before, up to 100; put the steps in order, or remove the ones that repeat a share',
  ),
  bad('linear steps take everything at once', () => shop({}, { trafficShift: TrafficShift.linear({ percent: 100, every: minutes(10) }) }), 'SP1106',
    'SP1106 Shop/prod/shift: shift has no step before full traffic: got "no step under 100 percent", allowed is at least one for a linear shift; add a step, or use TrafficShift.allAtOnce() if that is meant',
  ),
  bad('a list of steps is empty', () => shop({}, { trafficShift: TrafficShift.steps() }), 'SP1106'),
];

const freeze = (span: { from: string; to: string; timeZone?: string }) => shop({ freezes: [Freeze.dated('sale', { ...ordered, timeZone, ...span })] });
const window = (hours: Partial<typeof office>) => shop({}, { gates: [Gate.window(DeploymentWindow.weekly('office', { ...office, ...hours }))] });

export const BAD_TIMES: BadDeclaration[] = [
  bad('a time zone is misspelt', () => window({ timeZone: 'Europe/Zuerich' }), 'SP1102',
    'SP1102 Shop/prod/gates/window-1/office/timeZone: time zone is unknown: got "Europe/Zuerich", allowed is a name of the IANA time zone database, spelt as it stands there; write "Europe/Zurich" if that is meant',
  ),
  bad('a time zone is written small', () => window({ timeZone: 'europe/zurich' }), 'SP1102'),
  bad('a time zone is an offset', () => window({ timeZone: '+01:00' }), 'SP1102',
    'SP1102 Shop/prod/gates/window-1/office/timeZone: time zone is unknown: got "+01:00", allowed is a name of the IANA time zone database, spelt as it stands there; name the zone of a place, for example "Europe/Zurich"',
  ),
  bad('a time zone is missing', () => window({ timeZone: untyped(undefined) }), 'SP1102'),
  bad('a time has one digit', () => window({ from: '9:00' }), 'SP1103',
    'SP1103 Shop/prod/gates/window-1/office/from: local time or date is malformed: got "no local time", allowed is a local time from 00:00 to 23:59; write hours and minutes with two digits each, for example "09:00"',
  ),
  bad('a time does not exist', () => window({ to: '24:30' }), 'SP1103'),
  bad('a window begins at the end of the day', () => window({ from: '24:00' }), 'SP1103',
    'SP1103 Shop/prod/gates/window-1/office/from: local time or date is malformed: got "24:00", allowed is a local time from 00:00 to 23:59; write hours and minutes with two digits each, for example "09:00"',
  ),
  bad('a window is on no day', () => window({ days: [] }), 'SP1105',
    'SP1105 Shop/prod/gates/window-1/office/days: span contains no time: got "no days", allowed is at least one day of the week; list the days on which the hours begin',
  ),
  bad('a day of the week does not exist', () => window({ days: untyped([0, 1]) }), 'SP1004'),
  bad('a date has an offset', () => freeze({ from: '2026-12-18T18:00+01:00', to: '2027-01-04T09:00' }), 'SP1103',
    'SP1103 Shop/freezes/sale/from: local time or date is malformed: got "2026-12-18T18:00+01:00", allowed is an existing local date and time without an offset; write it like "2026-12-18T18:00"',
  ),
  bad('a date does not exist', () => freeze({ from: '2026-02-29T00:00', to: '2026-03-04T09:00' }), 'SP1103'),
  bad('a freeze ends before it begins', () => freeze({ from: '2026-12-18T18:00', to: '2026-12-01T09:00' }), 'SP1105'),
  bad('a freeze ends when it begins', () => freeze({ from: '2026-12-18T18:00', to: '2026-12-18T18:00' }), 'SP1105',
    'SP1105 Shop/freezes/sale/to: span contains no time: got "2026-12-18T18:00", allowed is a time after "2026-12-18T18:00", at which the span begins; swap the two ends',
  ),
  bad('a day of the year does not exist', () => shop({ freezes: [Freeze.yearly('leap', { ...ordered, from: '02-28', to: '02-30', timeZone })] }), 'SP1103'),
];

export const BAD_ORDER: BadDeclaration[] = [
  bad('a pipeline has no waves', () => new ReleasePipeline(new RootConstruct(), 'Shop', { service: 'shop' }), 'SP1204',
    'SP1204 Shop: pipeline has no waves: got "no waves", allowed is at least one; add one with pipeline.addWave(…) before the pipeline is handed to a back end',
  ),
  bad('a wave has no environments', () => shop({}, {}, (pipeline) => pipeline.addWave('empty', untyped({}))), 'SP1205',
    'SP1205 Shop/empty: wave has no environments: got "no environments", allowed is at least one; give the wave an environment, or remove the wave',
  ),
  bad('an environment is in two waves', () => inTest({}, (pipeline) => pipeline.addWave('again', { environments: [test] })), 'SP1206',
    'SP1206 Shop/again: environment is released twice: got "test", allowed is an environment that is in no other place; this one is in wave "prod" already; release it in one of the two places only, or give each its own environment',
  ),
  bad('an environment is listed twice', () => inTest({ environments: [test, test] }), 'SP1206'),
  bad('a wave comes after one of another pipeline', () => shop({}, { after: [shop().waves[0]] }, (pipeline) => pipeline.addWave('last', { environments: [test] })), ['SP1202', 'SP1203'],
    'SP1202 Shop/prod/after: wave comes after one that is not in the pipeline: got "Shop/prod", allowed is a wave of the same pipeline; add that wave to this pipeline, or remove it from "after"',
    'SP1203 Shop/last: wave is never reached: got "after prod", allowed is a wave after waves that are reached; mend the waves it comes after',
  ),
  bad('a wave comes after itself', () => shop({}, { after: [untyped<Wave>({ waveName: 'prod', node: { scope: undefined, path: 'prod' } })] }), 'SP1201',
    'SP1201 Shop/prod: waves wait for each other: got "prod after prod", allowed is an order in which each wave comes after waves that can be done before it; take one of them out of "after"',
  ),
];

export const BAD_RELEASE: BadDeclaration[] = [
  bad('production is rolled back by no signal', () => shop({ rollbackOn: [] }), 'SP2001',
    'SP2001 Shop/prod/rollbackOn: production wave is rolled back by no signal: got "no signal", allowed is at least one signal among the triggers; add RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01 })) to rollbackOn of the pipeline',
  ),
  bad('the author can approve alone', () => shop({}, { gates: [Gate.approval({ group: 'developers', excludeAuthor: false })] }), 'SP2002',
    'SP2002 Shop/prod/gates/approval-1: author can approve alone: got "a quorum of 1 in which the author counts", allowed is an approval that takes somebody besides the author; leave excludeAuthor at true, or raise the quorum to 2, or keep authors out of the group and acknowledge this',
  ),
  bad('a service waits for itself', () => shop({}, { gates: [Gate.dependsOn({ service: 'shop', environment: 'prod' })] }), 'SP2003',
    'SP2003 Shop/prod/gates/dependsOn-1/service: gate can never pass: got "shop", allowed is another service: this one waits for its own release; put the two waves in order with "after", or name the other service',
  ),
  bad('no version satisfies a range', () => shop({}, { gates: [Gate.dependsOn({ service: 'payments', environment: 'prod', versions: '>2.0.0 <1.0.0' })] }), 'SP2003'),
  bad('a range is free text', () => shop({}, { gates: [Gate.dependsOn({ service: 'payments', environment: 'prod', versions: 'the newest' })] }), 'SP2003',
    'SP2003 Shop/prod/gates/dependsOn-1/versions: gate can never pass: got "the newest", allowed is a semver range that some version satisfies; write a range such as "^1.2.0", or leave it out if any version will do',
  ),
  bad('two window gates are never open together', () => shop({}, {
    gates: [Gate.window(DeploymentWindow.weekly('day', office)), Gate.window(DeploymentWindow.weekly('night', { ...office, from: '22:00', to: '04:00' }))],
  }), 'SP2003',
  'SP2003 Shop/prod/gates: gate can never pass: got "2 window gates that are never open at the same time", allowed is windows that overlap, since every gate must pass; put the windows into one gate if one of them is enough, or let their hours overlap',
  ),
  bad('a freeze covers the window', () => shop({ freezes: [Freeze.weekly('closed', { ...ordered, hours: { ...office, from: '08:00', to: '17:00' } })] }, {
    gates: [Gate.window(DeploymentWindow.weekly('office', office))],
  }), 'SP2004',
  'SP2004 Shop/prod: freezes leave no time to release: got "closed", allowed is freezes that leave a time at which the wave can be entered; shorten a freeze, or open a window outside of it',
  ),
  bad('two freezes cover the year together', () => shop({
    freezes: [['01-01', '06-30'], ['07-01', '12-31']].map(([from, to], i) => Freeze.yearly(`half-${i + 1}`, { ...ordered, from, to, timeZone })),
  }), 'SP2004',
  'SP2004 Shop/prod: freezes leave no time to release: got "half-1, half-2", allowed is freezes that leave a time at which the wave can be entered; shorten a freeze, or open a window outside of it',
  ),
  bad('production takes all traffic at once', () => shop({}, { trafficShift: undefined }), 'SP2005',
    'SP2005 Shop/prod/shift: production wave moves all traffic at once: got "allAtOnce", allowed is a shift that begins with a part of the traffic; use TrafficShift.canary(…), or use TrafficShift.linear(…)',
  ),
  bad('a canary is watched by the whole service alone', () => shop({ rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005, scope: SignalScope.SERVICE }))] }), 'SP2006',
    'SP2006 Shop/prod/rollbackOn: partial traffic is watched by no signal of the new version: got "error-ratio of the whole service", allowed is at least one signal of SignalScope.VERSION, since only a part of the traffic meets the new version; leave the scope of a signal at its default, or add a signal of the new version',
  ),
  bad('a step ends before the signal can fail', () => shop({}, { trafficShift: TrafficShift.canary({ percent: 10, hold: minutes(3) }) }), 'SP2007',
    'SP2007 Shop/prod/shift: step ends before a signal can fail: got "3 minutes", allowed is more than 4 minutes, which "error-ratio" needs to fail (3 x 1 minute, and 1 minute until the data is there); hold each step for at least 5 minutes, or let "error-ratio" fail on 1 data point, or give "error-ratio" a period of 30 seconds',
  ),
  bad('production is not baked', () => shop({}, { bakeTime: undefined }), 'SP2008',
    'SP2008 Shop/prod/bakeTime: production wave is not watched after full traffic: got "no bake time", allowed is a bake time in which the triggers of the wave can fire; give the wave a bakeTime, for example Duration.hours(1)',
  ),
  bad('steps are held for too long', () => shop({}, { trafficShift: TrafficShift.linear({ percent: 10, every: minutes(30) }) }), 'SP2009',
    'SP2009 Shop/prod/shift: traffic steps are held for more than two hours: got "4 hours 30 minutes in all", allowed is at most 2 hours; shorten the steps and lengthen the bake time, or take fewer steps',
  ),
  bad('traffic is unknown', () => shop({ traffic: undefined }), 'SP2010',
    'SP2010 Shop/traffic: traffic of the service is unknown: got "nothing", allowed is the service\'s traffic, since wave "prod" judges the version by a part of it; declare traffic: Traffic.of({ requestsPerSecond, errorRatio }) as the metrics show it',
  ),
  bad('a feature takes an expedited path', () => shop({ expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.FEATURE], bakeAtMost: minutes(30) })] }), 'SP2011',
    'SP2011 Shop/expedited/0: release type may not take an expedited path: got "feature", allowed is one of security, hotfix; remove it from the path, or release the change as a hotfix if it cannot wait',
  ),
  bad('a type has two expedited paths', () => shop({ expedited: [20, 30].map((bake) => ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: minutes(bake) })) }), 'SP2012',
    'SP2012 Shop/expedited/1: release type has two expedited paths: got "hotfix", allowed is a type that no other path lists; remove it from one of the paths',
  ),
  bad('the bake ends before a signal can fail', () => shop({
    rollbackOn: [...onErrors, RollbackTrigger.signal(Signal.saturation({ resource: 'memory', atMostPercent: 90, period: minutes(5) }))],
  }, { bakeTime: minutes(10) }), 'SP2013',
  'SP2013 Shop/prod/bakeTime: bake ends before a signal can fail: got "10 minutes", allowed is more than 16 minutes, which "saturation-memory" needs to fail (3 x 5 minutes, and 1 minute until the data is there); bake for at least 17 minutes, or let "saturation-memory" fail on 1 data point, or give "saturation-memory" a period of 1 minute',
  ),
  bad('an expedited bake ends before a signal can fail', () => shop({ expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.SECURITY], bakeAtMost: minutes(2) })] }), 'SP2013',
    'SP2013 Shop/expedited/0/bakeAtMost: bake ends before a signal can fail: got "2 minutes", allowed is more than 4 minutes, which "error-ratio" needs to fail (3 x 1 minute, and 1 minute until the data is there); bake for at least 5 minutes, or give "error-ratio" a period of 10 seconds',
  ),
  bad('a measurement ends before its signal can fail', () => shop({}, { verifications: [Verification.measurement({ name: 'health', signal: errors, duration: minutes(2) })] }), 'SP2014',
    'SP2014 Shop/prod/verifications/health: measurement ends before its signal can fail: got "2 minutes", allowed is more than 4 minutes, which "error-ratio" needs to fail (3 x 1 minute, and 1 minute until the data is there); measure for at least 5 minutes, or give "error-ratio" a period of 10 seconds',
  ),
  bad('a step does not see as many requests as a signal takes', () => shop({
    rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005, minimumRequests: 2000 }))],
  }), 'SP2015',
  'SP2015 Shop/prod/shift: signal gets too few requests to have data: got "1800 requests in 3 minutes", allowed is at least 2000, for "error-ratio" to have data; it sees 10 % of 100 a second; let "error-ratio" observe 4 data points, or give the first step 11.2 % of the traffic, or lower its minimumRequests to 1800',
  ),
  bad('a step cannot notice a bad version', () => shop({ traffic: Traffic.of({ requestsPerSecond: 1, errorRatio: 0.001 }) }), 'SP2201'),
  bad('a step may miss a bad version', () => shop({ traffic: Traffic.of({ requestsPerSecond: 5, errorRatio: 0.001 }) }), 'SP2202'),
  bad('healthy releases are rolled back more often than not', () => shop({
    rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.0012, detect: 0.01, datapointsToFail: 1 }))],
  }), 'SP2203'),
  bad('healthy releases are rolled back by chance', () => shop({
    rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.004, detect: 0.01, datapointsToFail: 1 }))],
  }), 'SP2204'),
  bad('errors are seen through the whole service alone', () => shop({
    rollbackOn: [
      RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005, scope: SignalScope.SERVICE })),
      RollbackTrigger.signal(Signal.latency({ percentile: 99, atMost: Duration.millis(400) })),
    ],
  }), 'SP2205'),
  bad('a signal is often without data by chance', () => shop({
    rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005, minimumRequests: 1790 }))],
  }), 'SP2206'),
  bad('a percentile is the slowest of few requests', () => shop({
    traffic: Traffic.of({ requestsPerSecond: 15, errorRatio: 0.001 }),
    rollbackOn: [
      RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005, detect: 0.03 })),
      RollbackTrigger.signal(Signal.latency({ percentile: 99, atMost: Duration.millis(400) })),
    ],
  }), 'SP2207'),
  bad('a shift is designed for unknown traffic', () => shop({ traffic: undefined }, { trafficShift: TrafficShift.designed({ maxHarmedRequests: 500, within: minutes(60) }) }),
    'SP2208'),
  bad('no steps do as little harm as is asked for', () => shop({}, { trafficShift: TrafficShift.designed({ maxHarmedRequests: 100, within: minutes(60) }) }), 'SP2209',
    'SP2209 Shop/prod/shift/maxHarmedRequests: no steps achieve what the shift is designed for: got "100", allowed is at least 240, with everything else as it is; accept 240 harmed requests',
  ),
  bad('the odds of a signal cannot be computed', () => shop({
    rollbackOn: [...onErrors, RollbackTrigger.signal(Signal.errorRatio({ name: 'in-half-an-hour', atMost: 0.005, datapointsToFail: 5, datapointsObserved: 30 }))],
  }), 'SP2210'),
  bad('an acknowledged warning does not occur', () => shop({}, {}, (pipeline) => pipeline.acknowledge('SP2005', 'no traffic there')), 'SP2101',
    'SP2101 Shop: acknowledged problem does not occur: got "SP2005", allowed is none, since there are no warnings; remove the acknowledgement',
  ),
  bad('an acknowledged code does not exist', () => shop({}, {}, (pipeline) => pipeline.acknowledge('SP205', 'no traffic there')), 'SP2102',
    'SP2102 Shop: acknowledged code does not exist: got "SP205", allowed is none, since there are no warnings; write SP2005 if that is meant',
  ),
  bad('an error is acknowledged', () => shop({ rollbackOn: [] }, {}, (pipeline) => pipeline.acknowledge('SP2001', 'we look at dashboards')), ['SP2001', 'SP2103'],
    'SP2001 Shop/prod/rollbackOn: production wave is rolled back by no signal: got "no signal", allowed is at least one signal among the triggers; add RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01 })) to rollbackOn of the pipeline',
    'SP2103 Shop: error is acknowledged: got "SP2001", allowed is none, since there are no warnings; mend what it reports and remove the acknowledgement',
  ),
];

export const BAD_DECLARATIONS = [BAD_NAMES, BAD_PRESENCE, BAD_NUMBERS, BAD_TIMES, BAD_ORDER, BAD_RELEASE].flat();

import { error } from './problem-definition';

/* SP10xx names and choices, SP11xx quantities and times, SP12xx order, SP13xx releases */

export const SP1001 = error('SP1001', 'name is given twice',
  'Names are how gates, triggers, reports and the synthesized resources refer to each other; one that means two things makes one of them vanish without a word.',
  "pipeline.addWave('prod', { environments: [eu] });\npipeline.addWave('prod', { environments: [us] });");

export const SP1002 = error('SP1002', 'name is malformed',
  'A name becomes part of the names of resources on every platform. What is no valid name on one of them would have to be changed there, and then the same thing has two names.',
  "new Environment('Prod EU', { tier: Tier.PRODUCTION });");

export const SP1003 = error('SP1003', 'required value is missing',
  'A gate without a group, a freeze without an owner, a job without commands: each looks like a safeguard in the declaration and holds nothing in the release.',
  "Gate.approval({ group: '' });");

export const SP1004 = error('SP1004', 'value is none of the known ones',
  'Checks, freezes and paths look at these values. One they do not know would silently take the release out of their sight.',
  "new Environment('prod', { tier: 'live' as Tier });");

export const SP1101 = error('SP1101', 'number is out of range',
  'A bound that nothing can exceed never fires, a length of zero never waits, and percent where a ratio is meant is wrong by a factor of a hundred.',
  'Signal.errorRatio({ atMost: 5 }); // 5 percent is 0.05');

export const SP1102 = error('SP1102', 'time zone is unknown',
  'A window or freeze is a promise in local time. Without the zone of a place nobody knows when the clocks there are changed, and the window moves by an hour twice a year.',
  "DeploymentWindow.weekly('office-hours', { days: [Day.MONDAY], from: '09:00', to: '16:00', timeZone: '+01:00' });");

export const SP1103 = error('SP1103', 'local time or date is malformed',
  'A date that does not exist, or a time that is read differently in two places, closes the pipeline at another moment than its owner believes.',
  "Freeze.yearly('leap', { from: '02-28', to: '02-30', timeZone: 'Europe/Zurich', owner: 'sre', reason: 'audit' });");

export const SP1104 = error('SP1104', 'traffic steps do not rise to 100 percent',
  'A step back sends customers from the new version to the old one and back again, and the signals then measure the movement instead of the version.',
  'TrafficShift.steps({ percent: 50, hold: Duration.minutes(10) }, { percent: 10, hold: Duration.minutes(10) });');

export const SP1105 = error('SP1105', 'span contains no time',
  'A window that is never open blocks the release for good; a freeze that never holds protects nothing while everybody believes it does.',
  "Freeze.dated('sale', { from: '2026-12-01T09:00', to: '2026-11-27T18:00', timeZone: 'Europe/Zurich', owner: 'sre', reason: 'sale' });");

export const SP1106 = error('SP1106', 'shift has no step before full traffic',
  'It reads like a careful release and moves all traffic at once.',
  'TrafficShift.linear({ percent: 100, every: Duration.minutes(10) });');

export const SP1107 = error('SP1107', 'custom signal has no single bound',
  'Without a bound the signal never fails; with an upper and a lower one it would be two signals, of which a platform can alarm on one.',
  "Signal.custom({ metric: 'QueueDepth' });");

export const SP1201 = error('SP1201', 'waves wait for each other',
  'Each wave of the ring begins when another one is done, so none of them ever begins.',
  '{ "waves": [{ "name": "eu", "after": ["us"] }, { "name": "us", "after": ["eu"] }] }');

export const SP1202 = error('SP1202', 'wave comes after one that is not in the pipeline',
  'A wave that is unknown is never done, so what comes after it never begins.',
  "pipeline.addWave('prod', { environments: [prod], after: [waveOfAnotherPipeline] });");

export const SP1203 = error('SP1203', 'wave is never reached',
  'It comes after a wave that never begins. It is listed on its own, so that nobody takes it for released.',
  '{ "waves": [{ "name": "eu", "after": ["eu"] }, { "name": "us", "after": ["eu"] }] }');

export const SP1204 = error('SP1204', 'pipeline has no waves',
  'It would be rendered to nothing, and a deployment that does nothing succeeds.',
  "new ReleasePipeline(app, 'Shop', { service: 'shop' });");

export const SP1205 = error('SP1205', 'wave has no environments',
  'Its gates would be asked and its bake time waited for, and nothing would be released or watched.',
  "pipeline.addWave('prod', { environments: [] });");

export const SP1206 = error('SP1206', 'environment is released twice',
  'The second wave would find the release already there, so its gates and its traffic shift protect nothing; a rollback of one wave would undo the other.',
  "pipeline.addWave('canary', { environments: [prod] });\npipeline.addWave('prod', { environments: [prod] });");

export const SP1207 = error('SP1207', 'name refers to nothing',
  'A trigger on a signal that does not exist never fires, and an environment that does not exist is never released.',
  '{ "signals": [], "waves": [{ "triggers": [{ "kind": "signal", "signal": "errors", "scope": "wave" }] }] }');

export const SP1301 = error('SP1301', 'artifact is not named by its digest',
  'A tag can be moved: what was verified in the first wave and what runs in the last would share a name and nothing else.',
  "Artifact.image('registry.example.com/shop', 'v1.2.3');");

export const SP1302 = error('SP1302', 'version is not semantic',
  'Gates on other services compare versions, and the newest candidate goes first; neither is defined for free text.',
  "Release.of({ version: '1.2', commit, author, type: ReleaseType.FEATURE, artifacts });");

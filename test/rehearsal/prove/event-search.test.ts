import type { ReleasePipelineProps, WaveOptions } from 'spillway';
import { Day, DeploymentWindow, Duration, Environment, ExpeditedPath, Freeze, Gate, NoData, ReleaseType, RollbackScope, RollbackTrigger, Signal, Tier, TrafficShift, Verification } from 'spillway';
import type { PlanDocument } from '../../../src/plan/document';
import { lower } from '../../../src/plan/lower';
import { EventSearch } from '../../../src/rehearsal/prove/event-search';
import { Exploration } from '../../../src/rehearsal/prove/exploration';
import { Interplay } from '../../../src/rehearsal/prove/interplay';
import { BAKING, ROLLBACK_FAILED, VERIFYING } from '../../../src/rehearsal/prove/layout';
import { projected } from '../../../src/rehearsal/prove/projection';
import type { World } from '../../../src/rehearsal/prove/world';
import type { Mutation } from '../../support/mutant';
import { mutant } from '../../support/mutant';
import { declared } from '../../support/story';

const minutes = (amount: number) => Duration.minutes(amount);
const errors = Signal.errorRatio({ atMost: 0.01, noData: NoData.HOLD });
const robot = Signal.synthetic({ probe: 'purchase', atLeastSuccessPercent: 90, noData: NoData.FAIL });
const hours = DeploymentWindow.weekly('hours', { days: [Day.MONDAY], from: '09:00', to: '16:00', timeZone: 'UTC' });
const freeze = (name: string) => Freeze.yearly(name, { owner: 'sre', reason: 'sale', from: '12-01', to: '12-02', timeZone: 'UTC' });

function waves(options: Partial<WaveOptions>[], props: Partial<ReleasePipelineProps> = {}): PlanDocument {
  return lower(declared(props, (pipeline) => options.forEach((wave, i) => pipeline.addWave(`wave-${i}`, {
    environments: [new Environment(`env-${i}`, { tier: Tier.PRODUCTION })], ...wave,
  }))));
}

const pair = [new Environment('eu', { tier: Tier.PRODUCTION }), new Environment('us', { tier: Tier.PRODUCTION })];
const one: World = { types: ['feature', 'feature'], undoesFirst: true };
const urgent: World = { types: ['feature', 'hotfix'], undoesFirst: true };
const two: World = { types: ['feature', 'feature', 'feature'], undoesFirst: true };
const expedited = [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: minutes(5) })];

/** Small pipelines that together have every guard of the transition in use. */
const SMALL = {
  'two waves': [waves([{}, {}]), two],
  'three waves': [waves([{}, {}, {}]), one],
  'in order of arrival': [waves([{ gates: [Gate.check({ name: 'smoke', commands: ['true'] })] }], { supersede: false }), two],
  'newest first': [waves([{ gates: [Gate.check({ name: 'smoke', commands: ['true'] })] }]), two],
  'gates': [waves([{ gates: [Gate.check({ name: 'smoke', commands: ['true'] }), Gate.window(hours)] }], { freezes: [freeze('a'), freeze('b')] }), one],
  'approvals': [waves([{ gates: [Gate.approval({ group: 'managers', quorum: 2 })] }]), two],
  'watched': [waves([{
    environments: pair, trafficShift: TrafficShift.steps({ percent: 10, hold: minutes(5) }, { percent: 50, hold: minutes(5) }), bakeTime: minutes(10),
    rollbackOn: [RollbackTrigger.signal(errors), RollbackTrigger.signal(robot)],
  }]), one],
  'verified': [waves([{ verifications: [Verification.job({ name: 'e2e', commands: ['true'] })] }]), one],
  'expedited': [waves([{ gates: [Gate.quiet(errors), Gate.window(hours)], bakeTime: minutes(30) }], { expedited }), urgent],
  'ordinary beside expedited': [waves([{ gates: [Gate.window(hours)], bakeTime: minutes(30) }], { expedited }), one],
} satisfies Record<string, [PlanDocument, World]>;

const BOUND = 60_000;

test.each(Object.entries(SMALL))('nothing breaks an invariant: %s', (_, [plan, world]) => {
  const search = new EventSearch(plan, world, BOUND);
  expect(search.breaches).toEqual([]);
  expect(search.isComplete).toBe(true);
});

/** A guard taken away, and the invariant and the pipeline that show it. */
type Caught = Mutation & { readonly by: string; readonly on: keyof typeof SMALL };

const MUTATIONS: Caught[] = [
  { by: 'I1', on: 'two waves', what: 'a release is ready before the waves it comes after', file: 'moves/queue.ts', find: 'entry.before.every(', replace: 'entry.before.some(() => true) || entry.before.every(' },
  { by: 'I1', on: 'three waves', what: 'only the wave right before is asked', file: 'moves/queue.ts', find: 'entry.before.every(', replace: 'entry.wave.after.every(' },
  { by: 'I1', on: 'gates', what: 'one open gate is enough', file: 'moves/gates.ts', find: 'entry.wave.gates.every((gate) => passes(turn, entry, current, gate))', replace: '(entry.wave.gates.length === 0 || entry.wave.gates.some((gate) => passes(turn, entry, current, gate)))' },
  { by: 'I1', on: 'gates', what: 'a freeze does not hold', file: 'moves/gates.ts', find: ' && thawed(turn, entry, current)', replace: '' },
  { by: 'I1', on: 'gates', what: 'one freeze that is over is enough', file: 'moves/gates.ts', find: 'entry.freezes.every((freeze)', replace: 'entry.freezes.some((freeze)' },
  { by: 'I1', on: 'gates', what: 'a closed window lets in', file: 'moves/gates.ts', find: 'return turn.state.openWindows.includes(`${entry.wave.name}/${gate.id}`)', replace: 'return true || turn.state.openWindows.includes(`${entry.wave.name}/${gate.id}`)' },
  { by: 'I1', on: 'gates', what: 'a verdict that is not in yet passes', file: 'moves/gates.ts', find: "return verdict === 'pass';", replace: "return verdict !== 'fail';" },
  { by: 'I4', on: 'approvals', what: 'a gate is passed by a verdict on another release', file: 'moves/gates.ts', find: "if (current?.phase !== 'waiting' || current.release !== event.release) return undefined;", replace: "if (current?.phase !== 'waiting') return undefined;" },
  { by: 'I1', on: 'watched', what: 'a step counts as deployed after its first environment', file: 'moves/shift.ts', find: 'turn.setCurrent(entry, { finished });\n  if (finished.length < entry.wave.environments.length) return;', replace: 'turn.setCurrent(entry, { finished });' },
  { by: 'I2', on: 'watched', what: 'a failing signal is only noted', file: 'moves/undo.ts', find: "event.reading === 'fail' ||", replace: 'false ||' },
  { by: 'I2', on: 'watched', what: 'no data does not fail where it is declared to', file: 'moves/undo.ts', find: "(event.reading === 'noData' && watched.noData === 'fail')", replace: 'false' },
  { by: 'I2', on: 'watched', what: 'only the first environment is rolled back', file: 'moves/undo.ts', find: "if (!finished.includes(environment)) turn.emit({ kind: 'rollBack'", replace: "if (environment === entry.wave.environments[0]) turn.emit({ kind: 'rollBack'" },
  { by: 'I2', on: 'watched', what: 'an operator who holds a wave stands on the way back', file: 'moves/undo.ts', find: 'if (!current || !watched || !moving(current) ||', replace: 'if (!current || !watched || current.held || !moving(current) ||' },
  { by: 'I2', on: 'watched', what: 'a failed deployment is waited out', file: 'moves/shift.ts', find: "if (event.outcome === 'failed') {\n    triggered(turn, entry, { kind: 'failedDeployment', environment: event.environment });\n    return;\n  }", replace: "if (event.outcome === 'failed') return;" },
  { by: 'I2', on: 'verified', what: 'a failed verification is only noted', file: 'moves/shift.ts', find: "if (event.verdict === 'fail') triggered", replace: 'if (false) triggered' },
  { by: 'I2', on: 'watched', what: 'an operator cannot undo while a wave bakes', file: 'state.ts', find: "phase === 'shifting' || phase === 'verifying' || phase === 'baking'", replace: "phase === 'shifting' || phase === 'verifying'" },
  { by: 'I2', on: 'two waves', what: 'an operator cannot undo what runs', file: 'moves/undo.ts', find: 'wave.current.release : runningIn(wave);', replace: 'wave.current.release : null;' },
  { by: 'I2', on: 'two waves', what: 'every undo reaches all waves', file: 'moves/undo.ts', find: '(promoted || entry === origin)', replace: 'true' },
  { by: 'I2', on: 'newest first', what: 'a rollback goes to the oldest release', file: 'state.ts', find: 'return wave.history.at(-1) ?? null;', replace: 'return wave.history[0] ?? null;' },
  { by: 'I2', on: 'watched', what: 'a rollback is over after its first environment', file: 'moves/undo.ts', find: 'if (finished.length < entry.wave.environments.length) return;\n  turn.setWave(entry, { current: null });', replace: 'turn.setWave(entry, { current: null });' },
  { by: 'I3', on: 'watched', what: 'a signal without any reading passes', file: 'moves/shift.ts', find: "current.readings[`${environment}/${name}`] === 'pass'", replace: "(current.readings[`${environment}/${name}`] ?? 'pass') === 'pass'" },
  { by: 'I3', on: 'watched', what: 'no data passes', file: 'moves/shift.ts', find: "current.readings[`${environment}/${name}`] === 'pass'", replace: 'current.readings[`${environment}/${name}`] !== undefined' },
  { by: 'I3', on: 'watched', what: 'a pass of an earlier step counts', file: 'moves/shift.ts', find: 'turn.setCurrent(entry, { watchedSinceMs: turn.state.nowMs, readings: {} });', replace: 'turn.setCurrent(entry, { watchedSinceMs: turn.state.nowMs });' },
  { by: 'I3', on: 'verified', what: 'an inconclusive verification passes', file: 'moves/shift.ts', find: "current.verdicts[id] === 'pass'", replace: 'current.verdicts[id] !== undefined' },
  { by: 'I4', on: 'approvals', what: 'the author counts', file: 'moves/gates.ts', find: '(gate.excludeAuthor && event.by === author) ||', replace: '' },
  { by: 'I4', on: 'approvals', what: 'one person counts twice', file: 'moves/gates.ts', find: ' || approvers.includes(event.by)) return;', replace: ') return;' },
  { by: 'I4', on: 'approvals', what: 'anybody may approve', file: 'moves/gates.ts', find: '|| !event.groups.includes(gate.group)) return;', replace: ') return;' },
  { by: 'I4', on: 'approvals', what: 'one short of the quorum is enough', file: 'moves/gates.ts', find: 'approvers.length >= gate.quorum', replace: 'approvers.length >= gate.quorum - 1' },
  { by: 'I4', on: 'approvals', what: 'an approval can be overridden', file: 'moves/gates.ts', find: "new Set(['window', 'quiet', 'budget']);", replace: "new Set(['window', 'quiet', 'budget', 'approval']);" },
  { by: 'I4', on: 'approvals', what: 'a refusal is not heard', file: 'moves/gates.ts', find: "dismiss(turn, entry, event.release, 'refused');", replace: '' },
  { by: 'I4', on: 'approvals', what: 'an approval that comes too late counts', file: 'moves/gates.ts', find: 'if (late) {', replace: 'if (false) {' },
  { by: 'I5', on: 'newest first', what: 'the oldest goes first', file: 'moves/admit.ts', find: 'const newest = bySequence.at(-1)!;', replace: 'const newest = bySequence[0];' },
  { by: 'I5', on: 'in order of arrival', what: 'the order of arrival is turned round', file: 'moves/admit.ts', find: 'begin(turn, entry, bySequence[0]);', replace: 'begin(turn, entry, bySequence.at(-1)!);' },
  { by: 'I5', on: 'two waves', what: 'a rolled back release is not vetoed', file: 'moves/undo.ts', find: 'turn.setCandidate(release, { vetoed: true });', replace: '' },
  { by: 'I5', on: 'two waves', what: 'something older than what runs may enter', file: 'moves/admit.ts', find: 'if (turn.candidate(release).sequence < newestDone)', replace: 'if (false)' },
  { by: 'I5', on: 'newest first', what: 'a newer candidate pushes in while another moves', file: 'moves/admit.ts', find: "current?.phase === 'waiting' &&", replace: 'current !== null &&' },
  { by: 'I5', on: 'two waves', what: 'nobody is vetoed', file: 'moves/undo.ts', find: "turn.setCandidate(release, { vetoed: true });\n  turn.emit({ kind: 'vetoed', release });", replace: '' },
  { by: 'I6', on: 'gates', what: 'the same version with other content is taken', file: 'moves/queue.ts', find: 'if (known) {', replace: 'if (false) {' },
  { by: 'I7', on: 'verified', what: 'a finished rollback does not free the wave', file: 'moves/undo.ts', find: 'turn.setWave(entry, { current: null });', replace: '' },
  { by: 'I7', on: 'verified', what: 'a failed rollback cannot be tried again', file: 'moves/undo.ts', find: "if (current?.phase !== 'rollbackFailed') return;", replace: 'if (true) return;' },
  { by: 'I8', on: 'watched', what: 'a step is not held', file: 'moves/shift.ts', find: 'turn.state.nowMs >= current.watchedSinceMs + lengthMs', replace: 'true' },
  { by: 'I8', on: 'watched', what: 'a step is left out', file: 'moves/shift.ts', find: 'deployStep(turn, entry, current.step + 1);', replace: 'deployStep(turn, entry, entry.wave.shift.steps.length - 1);' },
  { by: 'I1', on: 'ordinary beside expedited', what: 'every type takes the short path', file: 'path.ts', find: 'releaseTypes.includes(releaseType)', replace: 'releaseTypes.length > 0' },
  { by: 'I1', on: 'gates', what: 'a check that has failed can pass later', file: 'moves/gates.ts', find: "event.verdict === 'fail' && !MOMENTARY.has(gate.kind)", replace: 'false' },
  { by: 'I8', on: 'expedited', what: 'the short path has no bake', file: 'path.ts', find: 'Math.min(wave.bakeMs, pathOf(plan, releaseType).bakeAtMostMs)', replace: 'pathOf(plan, releaseType) === FULL ? wave.bakeMs : 0' },
  { by: 'I8', on: 'expedited', what: 'the short path passes every gate but approval', file: 'moves/gates.ts', find: "return verdict === 'pass';", replace: "return verdict === 'pass' || path(turn, current).passesWindows;" },
];

describe('a guard taken away is found', () => {
  test.each(MUTATIONS)('$by in "$on": $what', (mutation) => {
    const [plan, world] = SMALL[mutation.on];
    const { breaches } = new EventSearch(plan, world, BOUND, mutant(mutation));
    expect(breaches.map(({ invariant }) => invariant)).toContain(mutation.by);
  });
});

describe('moves lead to the same states as single events do', () => {
  const every = new Set([VERIFYING, BAKING, ROLLBACK_FAILED]);
  const promoted = [RollbackTrigger.operator({ scope: RollbackScope.PROMOTED }), RollbackTrigger.failedDeployment({ scope: RollbackScope.PROMOTED })];
  const plans: [string, PlanDocument, World][] = [
    ['two waves, one candidate', waves([{}, {}]), one],
    ['one wave, two candidates', waves([{ gates: [Gate.approval({ group: 'managers' })] }]), two],
    ['a bake and a verification', waves([{ bakeTime: minutes(5), verifications: [Verification.job({ name: 'e2e', commands: ['true'] })] }]), one],
    ['in order of arrival', waves([{ gates: [Gate.check({ name: 'smoke', commands: ['true'] })] }], { supersede: false }), two],
    ['everything promoted is undone', waves([{}, { rollbackOn: promoted }]), one],
  ];

  test.each(plans)('%s', (_, plan, world) => {
    const search = new EventSearch(plan, world, BOUND);
    const exploration = new Exploration(new Interplay(plan, world, every), BOUND);
    const byEvents = new Set(search.states.map((state) => projected(plan, state, every).join(' ')));
    const byMoves = new Set(Array.from({ length: exploration.size }, (__, i) => exploration.state(i).join(' ')));
    expect([search.isComplete, exploration.isComplete]).toEqual([true, true]);
    expect(byEvents).toEqual(byMoves);
  });
});

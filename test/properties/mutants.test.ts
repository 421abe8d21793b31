import * as fc from 'fast-check';
import { Environment, Tier } from 'spillway';
import type { PlanDocument } from '../../src/plan/document';
import { lower } from '../../src/plan/lower';
import { atRest } from '../../src/plan/state';
import type { Transition } from '../../src/rehearsal/prove/world';
import { planDocuments } from '../support/arbitrary-plan';
import type { Mutation } from '../support/mutant';
import { mutant } from '../support/mutant';
import { declared } from '../support/story';
import { settleWell, walk } from '../support/walk';

interface Caught extends Mutation {
  /** The property that is to notice it. */
  readonly by: 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8';
}

/** Every guard of the meaning, taken away one at a time. */
const MUTATIONS: Caught[] = [
  { by: 'I1', what: 'a release is ready before the waves it comes after', file: 'moves/queue.ts', find: 'entry.before.every(', replace: 'entry.before.some(() => true) || entry.before.every(' },
  { by: 'I1', what: 'only the wave right before is asked', file: 'moves/queue.ts', find: 'entry.before.every(', replace: 'entry.wave.after.every(' },
  { by: 'I1', what: 'one open gate is enough', file: 'moves/gates.ts', find: 'entry.wave.gates.every((gate) => passes(turn, entry, current, gate))', replace: '(entry.wave.gates.length === 0 || entry.wave.gates.some((gate) => passes(turn, entry, current, gate)))' },
  { by: 'I1', what: 'a freeze does not hold', file: 'moves/gates.ts', find: ' && thawed(turn, entry, current)', replace: '' },
  { by: 'I1', what: 'what is not known to be thawed is not frozen', file: 'moves/gates.ts', find: 'entry.freezes.every((freeze)', replace: 'entry.freezes.some((freeze)' },
  { by: 'I1', what: 'a closed window lets in', file: 'moves/gates.ts', find: 'return turn.state.openWindows.includes(`${entry.wave.name}/${gate.id}`)', replace: 'return true || turn.state.openWindows.includes(`${entry.wave.name}/${gate.id}`)' },
  { by: 'I1', what: 'a verdict that is not in yet passes', file: 'moves/gates.ts', find: "return verdict === 'pass';", replace: "return verdict !== 'fail';" },
  { by: 'I1', what: 'a gate is passed by a verdict on another release', file: 'moves/gates.ts', find: "if (current?.phase !== 'waiting' || current.release !== event.release) return undefined;", replace: "if (current?.phase !== 'waiting') return undefined;" },
  { by: 'I1', what: 'a step counts as deployed after its first environment', file: 'moves/shift.ts', find: 'turn.setCurrent(entry, { finished });\n  if (finished.length < entry.wave.environments.length) return;', replace: 'turn.setCurrent(entry, { finished });' },
  { by: 'I1', what: 'a check that has failed can pass later', file: 'moves/gates.ts', find: "event.verdict === 'fail' && !MOMENTARY.has(gate.kind)", replace: 'false' },
  { by: 'I1', what: 'a freeze is overridden for another release', file: 'moves/gates.ts', find: "if (!allowed || current?.phase !== 'waiting' || current.release !== event.release) return;", replace: "if (!allowed || current?.phase !== 'waiting') return;" },
  { by: 'I1', what: 'a deployment of an earlier step counts', file: 'moves/shift.ts', find: ' && current.step === event.step', replace: '' },
  { by: 'I1', what: 'a deployment of another release counts', file: 'moves/shift.ts', find: "current?.phase === 'shifting' && current.release === event.release && current.step", replace: "current?.phase === 'shifting' && current.step" },
  { by: 'I1', what: 'one environment that is deployed twice counts for two', file: 'moves/shift.ts', find: 'entry.wave.environments.includes(event.environment) && !current.finished.includes(event.environment);', replace: 'entry.wave.environments.includes(event.environment);' },
  { by: 'I1', what: 'a release that was taken out of a wave is still done in it', file: 'moves/undo.ts', find: 'turn.setCandidate(release, { done: turn.candidate(release).done.filter((wave) => wave !== entry.wave.name) });', replace: '' },
  { by: 'I2', what: 'a failing signal is only noted', file: 'moves/undo.ts', find: "event.reading === 'fail' ||", replace: 'false ||' },
  { by: 'I2', what: 'no data does not fail where it is declared to', file: 'moves/undo.ts', find: "(event.reading === 'noData' && watched.noData === 'fail')", replace: 'false' },
  { by: 'I2', what: 'only the first environment is rolled back', file: 'moves/undo.ts', find: "if (!finished.includes(environment)) turn.emit({ kind: 'rollBack'", replace: "if (environment === entry.wave.environments[0]) turn.emit({ kind: 'rollBack'" },
  { by: 'I2', what: 'an operator who holds a wave stands on the way back', file: 'moves/undo.ts', find: 'if (!current || !watched || !moving(current) ||', replace: 'if (!current || !watched || current.held || !moving(current) ||' },
  { by: 'I2', what: 'a failed deployment is waited out', file: 'moves/shift.ts', find: "if (event.outcome === 'failed') {\n    triggered(turn, entry, { kind: 'failedDeployment', environment: event.environment });\n    return;\n  }", replace: "if (event.outcome === 'failed') return;" },
  { by: 'I2', what: 'a failed verification is only noted', file: 'moves/shift.ts', find: "if (event.verdict === 'fail') triggered", replace: 'if (false) triggered' },
  { by: 'I2', what: 'an operator cannot undo while a wave bakes', file: 'state.ts', find: "phase === 'shifting' || phase === 'verifying' || phase === 'baking'", replace: "phase === 'shifting' || phase === 'verifying'" },
  { by: 'I2', what: 'an operator cannot undo what runs', file: 'moves/undo.ts', find: 'wave.current.release : runningIn(wave);', replace: 'wave.current.release : null;' },
  { by: 'I2', what: 'an undo does not reach the waves that its scope does', file: 'moves/undo.ts', find: '(promoted || entry === origin)', replace: 'entry === origin' },
  { by: 'I2', what: 'every undo reaches all waves', file: 'moves/undo.ts', find: '(promoted || entry === origin)', replace: 'true' },
  { by: 'I2', what: 'a rollback goes to the oldest release', file: 'state.ts', find: 'return wave.history.at(-1) ?? null;', replace: 'return wave.history[0] ?? null;' },
  { by: 'I2', what: 'a rollback is over after its first environment', file: 'moves/undo.ts', find: 'if (finished.length < entry.wave.environments.length) return;\n  turn.setWave(entry, { current: null });', replace: 'turn.setWave(entry, { current: null });' },
  { by: 'I2', what: 'an undo has the scope of another signal', file: 'moves/undo.ts', find: "\n    && (candidate.kind !== 'signal' || (cause.kind === 'signal' && candidate.signal === cause.signal)));", replace: ');' },
  { by: 'I2', what: 'a rollback to another release counts', file: 'moves/undo.ts', find: ' && current.to === event.to', replace: '' },
  { by: 'I2', what: 'one environment that goes back twice counts for two', file: 'moves/undo.ts', find: 'entry.wave.environments.includes(event.environment) && !current.finished.includes(event.environment);', replace: 'entry.wave.environments.includes(event.environment);' },
  { by: 'I2', what: 'a rollback that fails counts', file: 'moves/undo.ts', find: "if (event.outcome === 'failed') {", replace: 'if (false) {' },
  { by: 'I2', what: 'what was undone is what the next rollback goes to', file: 'moves/undo.ts', find: 'turn.setWave(entry, { history: history.filter((other) => other !== release) });', replace: '' },
  { by: 'I2', what: 'what has no traffic any more is rolled back', file: 'moves/undo.ts', find: 'if (!running) return;', replace: '' },
  { by: 'I3', what: 'a signal without any reading passes', file: 'moves/shift.ts', find: "current.readings[`${environment}/${name}`] === 'pass'", replace: "(current.readings[`${environment}/${name}`] ?? 'pass') === 'pass'" },
  { by: 'I3', what: 'no data passes', file: 'moves/shift.ts', find: "current.readings[`${environment}/${name}`] === 'pass'", replace: 'current.readings[`${environment}/${name}`] !== undefined' },
  { by: 'I3', what: 'a pass of an earlier step counts', file: 'moves/shift.ts', find: 'turn.setCurrent(entry, { watchedSinceMs: turn.state.nowMs, readings: {} });', replace: 'turn.setCurrent(entry, { watchedSinceMs: turn.state.nowMs });' },
  { by: 'I3', what: 'an inconclusive verification passes', file: 'moves/shift.ts', find: "current.verdicts[id] === 'pass'", replace: 'current.verdicts[id] !== undefined' },
  { by: 'I3', what: 'a reading of another release counts', file: 'moves/undo.ts', find: ' || current.release !== event.release) return;', replace: ') return;' },
  { by: 'I3', what: 'a verdict on another release counts', file: 'moves/shift.ts', find: "if (current?.phase !== 'verifying' || current.release !== event.release) return;", replace: "if (current?.phase !== 'verifying') return;" },
  { by: 'I3', what: 'one environment is watched for all', file: 'moves/shift.ts', find: 'entry.wave.environments.every((environment) => entry.watched', replace: 'entry.wave.environments.some((environment) => entry.watched' },
  { by: 'I3', what: 'one verification passes for all', file: 'moves/shift.ts', find: 'entry.wave.verifications.every(({ id })', replace: 'entry.wave.verifications.length === 0 || entry.wave.verifications.some(({ id })' },
  { by: 'I4', what: 'the author counts', file: 'moves/gates.ts', find: '(gate.excludeAuthor && event.by === author) ||', replace: '' },
  { by: 'I4', what: 'one person counts twice', file: 'moves/gates.ts', find: ' || approvers.includes(event.by)) return;', replace: ') return;' },
  { by: 'I4', what: 'anybody may approve', file: 'moves/gates.ts', find: '|| !event.groups.includes(gate.group)) return;', replace: ') return;' },
  { by: 'I4', what: 'one short of the quorum is enough', file: 'moves/gates.ts', find: 'approvers.length >= gate.quorum', replace: 'approvers.length >= gate.quorum - 1' },
  { by: 'I4', what: 'an approval can be overridden', file: 'moves/gates.ts', find: "new Set(['window', 'quiet', 'budget']);", replace: "new Set(['window', 'quiet', 'budget', 'approval']);" },
  { by: 'I4', what: 'a refusal is not heard', file: 'moves/gates.ts', find: "dismiss(turn, entry, event.release, 'refused');", replace: '' },
  { by: 'I4', what: 'an approval that comes too late counts', file: 'moves/gates.ts', find: 'if (late) {', replace: 'if (false) {' },
  { by: 'I5', what: 'the oldest goes first', file: 'moves/admit.ts', find: 'const newest = bySequence.at(-1)!;', replace: 'const newest = bySequence[0];' },
  { by: 'I5', what: 'the order of arrival is turned round', file: 'moves/admit.ts', find: 'begin(turn, entry, bySequence[0]);', replace: 'begin(turn, entry, bySequence.at(-1)!);' },
  { by: 'I5', what: 'an undone release stays in the queues of other waves', file: 'moves/undo.ts', find: 'if (queue.includes(release) || (current?.phase', replace: 'if ((current?.phase' },
  { by: 'I5', what: 'a rolled back release is not vetoed', file: 'moves/undo.ts', find: 'turn.setCandidate(release, { vetoed: true });', replace: '' },
  { by: 'I5', what: 'something older than what runs may enter', file: 'moves/admit.ts', find: 'if (turn.candidate(release).sequence < newestDone)', replace: 'if (false)' },
  { by: 'I5', what: 'a newer candidate pushes in while another moves', file: 'moves/admit.ts', find: "current?.phase === 'waiting' &&", replace: 'current !== null &&' },
  { by: 'I5', what: 'a veto lifted while the release is being undone loses it', file: 'moves/queue.ts', find: ' && !undoing(current);', replace: ';' },
  { by: 'I5', what: 'nobody is vetoed', file: 'moves/undo.ts', find: "turn.setCandidate(release, { vetoed: true });\n  turn.emit({ kind: 'vetoed', release });", replace: '' },
  { by: 'I5', what: 'an undone release goes on waiting', file: 'moves/undo.ts', find: "if (queue.includes(release) || (current?.phase === 'waiting' && current.release === release)) dismiss", replace: 'if (queue.includes(release)) dismiss' },
  { by: 'I5', what: 'the next in the order of arrival pushes in', file: 'moves/admit.ts', find: 'if (current === null) begin(turn, entry, bySequence[0]);', replace: 'begin(turn, entry, bySequence[0]);' },
  { by: 'I5', what: 'what moved on top of an undone release is lost', file: 'moves/undo.ts', find: 'current && !undoing(current) ? [...queue, current.release] : queue', replace: 'queue' },
  { by: 'I6', what: 'the same version with other content is taken', file: 'moves/queue.ts', find: 'if (known) {', replace: 'if (false) {' },
  { by: 'I7', what: 'a finished rollback does not free the wave', file: 'moves/undo.ts', find: 'turn.setWave(entry, { current: null });', replace: '' },
  { by: 'I7', what: 'a failed rollback cannot be tried again', file: 'moves/undo.ts', find: "if (current?.phase !== 'rollbackFailed') return;", replace: 'if (true) return;' },
  { by: 'I7', what: 'a held release cannot be let go', file: 'transition.ts', find: "const held = event.kind === 'heldByOperator';", replace: 'const held = true;' },
  { by: 'I7', what: 'what is done goes through the wave again', file: 'moves/queue.ts', find: '![...done, ...turnedAway].includes(entry.wave.name)', replace: '!turnedAway.includes(entry.wave.name)' },
  { by: 'I8', what: 'a step is not held', file: 'moves/shift.ts', find: 'turn.state.nowMs >= current.watchedSinceMs + lengthMs', replace: 'true' },
  { by: 'I8', what: 'a step is left out', file: 'moves/shift.ts', find: 'deployStep(turn, entry, current.step + 1);', replace: 'deployStep(turn, entry, entry.wave.shift.steps.length - 1);' },
  { by: 'I8', what: 'every type takes the short path', file: 'path.ts', find: 'releaseTypes.includes(releaseType)', replace: 'releaseTypes.length > 0' },
  { by: 'I8', what: 'the short path has no bake', file: 'path.ts', find: 'Math.min(wave.bakeMs, pathOf(plan, releaseType).bakeAtMostMs)', replace: 'pathOf(plan, releaseType) === FULL ? wave.bakeMs : 0' },
  { by: 'I8', what: 'the short path passes every gate but approval', file: 'moves/gates.ts', find: "return verdict === 'pass';", replace: "return verdict === 'pass' || path(turn, current).passesWindows;" },
  { by: 'I8', what: 'time goes back', file: 'transition.ts', find: 'if (event.toMs > turn.state.nowMs) turn', replace: 'turn' },
];

const SEEDED_PLANS = [
  ...fc.sample(fc.tuple(planDocuments(), fc.integer({ min: 0, max: 0xffffffff })), { numRuns: 800, seed: 42 }),
  ...Array.from({ length: 60 }, (_, seed): [PlanDocument, number] => [longWay(), seed]),
];

/** Six waves with nothing in between: random pipelines rarely let a release get so far that a wave long behind it can be undone. */
function longWay(): PlanDocument {
  return lower(declared({}, (pipeline) => {
    for (let i = 0; i < 6; i++) pipeline.addWave(`wave-${i}`, { environments: [new Environment(`env-${i}`, { tier: Tier.TEST })] });
  }));
}

/** What the properties find in a transition, looking no further than `until`; the plans are always the same, so that the answer never changes. */
function findings(step: Transition, until?: string): Set<string> {
  const found = new Set<string>();
  for (const [plan, seed] of SEEDED_PLANS) {
    const { state, violations } = walk(plan, seed, 250, step);
    for (const { invariant } of violations) found.add(invariant);
    if (violations.length === 0) {
      const settled = settleWell(plan, state, step);
      if (settled.events < 0 || !atRest(settled.state)) found.add('I7');
    }
    if (until && found.has(until)) break;
  }
  return found;
}

describe('a guard taken away is noticed', () => {
  test.each(MUTATIONS)('$by: $what', (mutation) => {
    expect([...findings(mutant(mutation), mutation.by)]).toContain(mutation.by);
  });

  test('and nothing is noticed when all of them are there', () => {
    const untouched = mutant({ what: 'nothing', file: 'path.ts', find: 'const FULL: ReleasePath', replace: 'const FULL: ReleasePath' });
    expect(findings(untouched)).toEqual(new Set());
  });
});

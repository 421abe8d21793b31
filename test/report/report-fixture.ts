import type { ReleaseReportOptions } from 'spillway';
import { Duration, Fault, Freeze, Gate, Moment, Plan, Proof, Property, Rehearsal, ReleaseReport, Scenario, Situation, Standing } from 'spillway';
import type { PlanDocument } from '../../src/plan/document';
import { FakeRenderer } from '../support/fake-renderer';
import { soundPlan } from '../support/sound-plan';
import type { Tag } from '../support/tags';
import { tagsOf } from '../support/tags';

/** A plan with an approval and a freeze. */
export const document: PlanDocument = soundPlan({
  freezes: [Freeze.yearly('spring', { from: '03-20', to: '03-21', timeZone: 'Europe/Zurich', owner: 'ops', reason: 'spring cleaning' })],
}, { gates: [Gate.approval({ group: 'managers' })] });

export const plan = Plan._of(document);

const rehearsal = Rehearsal.ofPlan(plan);

/** Arrives on Monday, 2 March, at 8 o'clock, is approved at half past and deployed five minutes later. */
export const good = rehearsal.play(Scenario.of('good build'));

/** Half of the requests fail from the bake on, which is decided to be too many after three points and a minute. */
export const broken = rehearsal.play(Scenario.of('broken build', { faults: [Fault.errors({ ratio: 0.5, from: Moment.baking('prod') })] }));

/** Nobody answers, for a week. */
export const absent = rehearsal.play(Scenario.of('approver absent', { people: [] }));

/** The rollback fails at first. */
export const stuck = rehearsal.play(Scenario.of('rollback fails', {
  faults: [Fault.errors({ ratio: 0.5, after: Duration.minutes(5) }), Fault.rollback('prod')],
}));

/** One property that does not hold. */
export const proof = Proof.ofPlan(plan).prove({ properties: [Property.never('prod stays empty', Situation.at('prod', Standing.MOVING))] });

/** A report that has everything. */
export function fullReport(options: ReleaseReportOptions = {}): ReleaseReport {
  return ReleaseReport.of(plan, { timelines: [good, broken, absent, stuck], renderers: [new FakeRenderer()], proof, ...options });
}

export function tags(report: ReleaseReport): Tag[] {
  return tagsOf(report.toHtml());
}

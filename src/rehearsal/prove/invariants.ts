import type { PlanDocument } from '../../plan/document';
import { lookup } from '../../plan/lookup';
import type { PropertySpec } from './property';
import { Situation, Standing } from './situation';

/** What the invariants say about more than one wave. What they say about one is watched there. */
export function invariantsOf(plan: PlanDocument): PropertySpec[] {
  const at = (standing: Standing) => plan.waves.map(({ name }) => Situation.at(name, standing)).reduce((all, one) => all.or(one));
  return [
    ...lookup(plan).entries.flatMap(({ wave, before }) => before.map((other): PropertySpec => ({
      kind: 'never', name: 'I1', situation: Situation.at(wave.name, Standing.MOVING).and(Situation.not(Situation.at(other, Standing.DONE))),
    }))),
    ...plan.waves.map(({ name }): PropertySpec => {
      const undone = Situation.at(name, Standing.ROLLING_BACK);
      return { kind: 'leadsTo', name: 'I2', from: undone, to: Situation.not(undone) };
    }),
    { kind: 'never', name: 'I5', situation: Situation.vetoed().and(at(Standing.QUEUED).or(at(Standing.WAITING)).or(at(Standing.MOVING))) },
    ...plan.waves.map(({ name }): PropertySpec => ({
      kind: 'never', name: 'I5',
      situation: Situation.at(name, Standing.OUTDATED).and(Situation.at(name, Standing.MOVING).or(Situation.at(name, Standing.WAITING))),
    })),
    { kind: 'rests', name: 'I7' },
  ];
}

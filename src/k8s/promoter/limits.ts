import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { Plan } from '../../plan/plan';
import type { Problem } from '../../plan/problem';
import { environmentBranch } from '../delivery';
import { SP5503, SP5505, SP5506 } from '../problems-promoter';
import { triggersOf } from '../prometheus/watch';
import { cronWindows } from './cron-windows';
import { freezesOf, isWatched } from './status-keys';

/** https://gitops-promoter.readthedocs.io/en/stable/crd-specs/#scheduledcommitstatus */
const ENTRIES_AT_MOST = 20;

/** What Promoter cannot do although each feature is there. */
export function limits(plan: Plan): Problem[] {
  const document = plan._document;
  return [...branches(document), ...document.waves.flatMap((wave) => [...unbacked(wave, document), ...crowded(wave, document)])];
}

function branches({ environments, path }: PlanDocument): Problem[] {
  const names = environments.map(({ name }) => name);
  return names.filter((name) => names.some((other) => name === `${other}-next`)).map((name) => SP5503.at(`${path}/${name}`, {
    got: environmentBranch(name),
    allowed: 'a name that is not that of another environment and "-next"',
    remedies: ['rename the environment'],
  }));
}

function unbacked(wave: PlannedWave, plan: PlanDocument): Problem[] {
  return isWatched(wave, plan) ? [SP5505.at(`${plan.path}/${wave.name}/bakeTime`, {
    got: triggersOf(wave, plan.signals).map(({ name }) => name).join(', '),
    allowed: 'no signals to watch, or somebody who reverts the commit when one fires',
    remedies: ['watch for as long as the shift lasts: add a last step', 'acknowledge it, and tell who is on call', 'promote with Kargo'],
  })] : [];
}

function crowded(wave: PlannedWave, plan: PlanDocument): Problem[] {
  const freezes = freezesOf(wave, plan).flatMap(({ span }) => (span.kind === 'weekly' ? cronWindows(span, '') : []));
  const lists: [string, number][] = [
    [`${wave.name}/freezes`, freezes.length],
    ...wave.gates.flatMap((gate): [string, number][] => (gate.kind === 'window'
      ? [[`${wave.name}/gates/${gate.id}`, gate.windows.flatMap(({ hours }) => cronWindows(hours, '')).length]] : [])),
  ];
  return lists.filter(([, count]) => count > ENTRIES_AT_MOST).map(([at, count]) => SP5506.at(`${plan.path}/${at}`, {
    got: `${count} entries`,
    allowed: `at most ${ENTRIES_AT_MOST}`,
    remedies: ['put days with the same hours into one', 'let the hours begin after four in the morning'],
  }));
}

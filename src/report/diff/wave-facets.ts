import type { PlanDocument, PlannedTrigger, PlannedVerification, PlannedWave } from '../../plan/document';
import { durationSymbols } from '../../private/duration-text';
import { verificationWords } from '../words/wave';
import { environmentWords } from './environment-words';
import type { Facet } from './facet';
import { each } from './facet';
import { gateFacets } from './gate-facets';
import { ChangeTopic, Verdict } from './plan-change';
import { shiftFacet } from './shift-facet';

/** Everything that is said of a wave. */
export function waveFacets(plan: PlanDocument, wave: PlannedWave): Facet[] {
  return [
    ...wave.environments.map((name) => environmentFacet(plan, wave, name)),
    orderFacet(wave),
    shiftFacet(wave),
    ...gateFacets(wave),
    ...wave.verifications.map((verification) => verificationFacet(wave, verification)),
    bakeFacet(wave),
    ...wave.triggers.map((trigger) => triggerFacet(wave, trigger)),
  ];
}

/** A wave that only one of two plans has is told in one line. */
export function wholeWaveFacet(plan: PlanDocument, wave: PlannedWave): Facet {
  const words = [
    wave.environments.map((name) => `${name} (${environmentWords(plan, name)})`).join(', '),
    ...wave.after.length > 0 ? [`after ${wave.after.join(', ')}`] : [],
    shiftFacet(wave).words,
    ...wave.gates.length > 0 ? [`${wave.gates.length} gates`] : [],
    ...wave.bakeMs > 0 ? [`bake ${durationSymbols(wave.bakeMs)}`] : [],
  ].join('; ');
  return { wave: wave.name, topic: ChangeTopic.REACH, what: 'wave', words, data: wave, kind: '', strictness: {}, presence: Verdict.OTHER };
}

/** The more is reached together, the more a bad release harms. */
function environmentFacet(plan: PlanDocument, { name: wave }: PlannedWave, name: string): Facet {
  const data = plan.environments.filter((one) => one.name === name);
  return { wave, topic: ChangeTopic.REACH, what: `environment ${name}`, words: environmentWords(plan, name), data, kind: '', strictness: {}, presence: Verdict.LOOSER };
}

function orderFacet({ name: wave, after }: PlannedWave): Facet {
  const words = after.length > 0 ? `after ${after.join(', ')}` : 'first';
  return { wave, topic: ChangeTopic.REACH, what: 'order', words, data: [...after].sort(), kind: '', strictness: each(after), presence: Verdict.OTHER };
}

function verificationFacet({ name: wave }: PlannedWave, verification: PlannedVerification): Facet {
  const measured = verification.kind === 'measurement';
  return {
    wave,
    topic: ChangeTopic.VERIFICATION,
    what: verification.id,
    words: verificationWords(verification),
    data: verification,
    kind: JSON.stringify(measured ? verification.signal : verification.job),
    strictness: measured ? { durationMs: verification.durationMs } : {},
    presence: Verdict.STRICTER,
  };
}

function bakeFacet({ name: wave, bakeMs }: PlannedWave): Facet {
  const words = bakeMs > 0 ? durationSymbols(bakeMs) : 'none';
  return { wave, topic: ChangeTopic.VERIFICATION, what: 'bake', words, data: bakeMs, kind: '', strictness: { bakeMs }, presence: Verdict.STRICTER };
}

function triggerFacet({ name: wave }: PlannedWave, trigger: PlannedTrigger): Facet {
  const promoted = trigger.scope === 'promoted';
  return {
    wave,
    topic: ChangeTopic.ROLLBACK,
    what: trigger.kind === 'signal' ? trigger.signal : TRIGGERS[trigger.kind],
    words: promoted ? 'undoes the wave and all before' : 'undoes the wave',
    data: trigger,
    kind: trigger.kind,
    strictness: { promoted: Number(promoted) },
    presence: Verdict.STRICTER,
  };
}

const TRIGGERS = { failedDeployment: 'failed deployment', failedVerification: 'failed verification', operator: 'operator' };

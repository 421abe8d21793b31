import type { TrafficSpec } from '../../model/spec';
import { edge } from '../../plan/check/edge';
import { productionWaves, triggerSignals } from '../../plan/check/facts';
import { percentText } from '../../plan/check/percent-text';
import { ratioSignals, stops, watchedBake, watchedSteps } from '../../plan/check/watching';
import { detectionMs } from '../../plan/detection';
import type { PlanDocument, PlannedWave } from '../../plan/document';
import { durationSymbols } from '../../private/duration-text';
import type { Facet } from './facet';
import { amountFacet } from './facet';
import { ChangeTopic } from './plan-change';

/** What is planned for in experiments. */
const ENOUGH = 0.8;

/** What the waves with customers come to: whom a release meets first, and what is noticed of it, and how soon. */
export function waveEffectFacets(plan: PlanDocument): Facet[] {
  return productionWaves(plan).flatMap((wave) => [...firstShare(wave), ...quickest(plan, wave), ...plan.traffic ? smallest(plan, wave, plan.traffic) : []]);
}

function firstShare({ name, shift }: PlannedWave): Facet[] {
  const first = shift.steps.find(({ percent }) => percent > 0);
  return first && shift.kind !== 'rolling' ? [amountFacet(name, ChangeTopic.REACH, 'first step reaches', first.percent, `${first.percent} % of the traffic`)] : [];
}

function quickest(plan: PlanDocument, wave: PlannedWave): Facet[] {
  const signals = triggerSignals(plan, wave);
  if (signals.length === 0) return [];
  const leastMs = Math.min(...signals.map(detectionMs));
  return [amountFacet(wave.name, ChangeTopic.DETECTION, 'a signal fails at the earliest after', leastMs, durationSymbols(leastMs))];
}

/** In tenths of a percent. */
function smallest(plan: PlanDocument, wave: PlannedWave, traffic: TrafficSpec): Facet[] {
  const [first] = [...watchedSteps(wave), ...watchedBake(wave)];
  const signals = ratioSignals(plan, wave);
  if (!first || signals.length === 0) return [];
  const tenths = edge(1, 1_000, (n) => signals.some((signal) => stops(signal, traffic, first, n / 1_000) >= ENOUGH));
  const words = tenths === undefined ? 'not even of all requests' : `of ${percentText(tenths / 1_000)} of the requests`;
  return [amountFacet(wave.name, ChangeTopic.DETECTION, `first step notices failures in ${ENOUGH * 100} % of cases`, tenths ?? Infinity, words)];
}

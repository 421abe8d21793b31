import type { PlanDocument } from '../../plan/document';
import type { Facet } from './facet';
import { pipelineFacets } from './pipeline-facets';
import { waveFacets, wholeWaveFacet } from './wave-facets';

/**
 * What a plan declares, to be held against another one.
 * @param other the other plan: waves that it does not have are told as a whole
 */
export function planFacets(plan: PlanDocument, other: PlanDocument): Facet[] {
  const known = new Set(other.waves.map(({ name }) => name));
  return [...pipelineFacets(plan), ...plan.waves.flatMap((wave) => (known.has(wave.name) ? waveFacets(plan, wave) : [wholeWaveFacet(plan, wave)]))];
}

import { productionWaves } from '../../plan/check/facts';
import type { Plan } from '../../plan/plan';
import { Severity } from '../../plan/problem';
import { durationSymbols } from '../../private/duration-text';
import { Fault } from '../../rehearsal/fault';
import type { ManyOptions } from '../../rehearsal/many/many-options';
import { Rehearsal } from '../../rehearsal/rehearsal';
import { Scenario } from '../../rehearsal/scenario';
import { shortestWayMs } from '../view/shortest-way';
import { countWords, numberWords } from '../words/count';
import type { Facet } from './facet';
import { amountFacet } from './facet';
import { ChangeTopic, Verdict } from './plan-change';
import { waveEffectFacets } from './wave-effect-facets';

const MINUTE_MS = 60_000;
/** Enough to do harm, and little enough for what is declared to matter. */
const FAILING_RATIO = 0.05;

/**
 * What a plan comes to: what is computed of it, and what a rehearsal shows.
 * @param other the other plan: of waves that it does not have nothing is said
 */
export function effectFacets(plan: Plan, other: Plan, many: ManyOptions): Facet[] {
  const errors = plan.problems.filter(({ severity }) => severity === Severity.ERROR).length;
  const known = new Set(other._document.waves.map(({ name }) => name));
  return [
    leadTime('at least', shortestWayMs(plan._document)),
    ...errors > 0 ? [] : rehearsed(plan, many),
    ...waveEffectFacets(plan._document).filter(({ wave }) => known.has(wave)),
    amountFacet('', ChangeTopic.DECLARATION, 'errors', errors, errors > 0 ? `${countWords(errors, 'error')}: it cannot be rehearsed` : 'none'),
  ];
}

function rehearsed(plan: Plan, options: ManyOptions): Facet[] {
  const rehearsal = Rehearsal.ofPlan(plan);
  const many = rehearsal.many(options);
  return [
    leadTime('half of the releases within', many.leadTimeP50Ms),
    leadTime('nine of ten within', many.leadTimeP90Ms),
    ...brokenBuild(plan, rehearsal),
  ];
}

/** A build that is broken only where customers are: what comes before cannot know. */
function brokenBuild(plan: Plan, rehearsal: Rehearsal): Facet[] {
  const environments = productionWaves(plan._document).flatMap((wave) => wave.environments);
  if (!plan._document.traffic || environments.length === 0) return [];
  const { harmedRequests, timeToDetectMs } = rehearsal.play(Scenario.of('broken in production', { faults: [Fault.errors({ ratio: FAILING_RATIO, environments })] }));
  const noticed = timeToDetectMs === undefined ? 'never' : `after ${durationSymbols(timeToDetectMs)}`;
  return [
    amountFacet('', ChangeTopic.HARM, `requests that fail when ${FAILING_RATIO * 100} % do in production`, harmedRequests, numberWords(harmedRequests)),
    amountFacet('', ChangeTopic.DETECTION, 'such a build is noticed', timeToDetectMs ?? Infinity, noticed),
  ];
}

/** Neither a quick release nor a slow one is stricter. */
function leadTime(what: string, ms: number): Facet {
  const minutes = Math.round(ms / MINUTE_MS);
  const words = Number.isNaN(minutes) ? 'none is released' : durationSymbols(minutes * MINUTE_MS);
  return { wave: '', topic: ChangeTopic.LEAD_TIME, what, words, data: words, kind: words, strictness: {}, presence: Verdict.OTHER };
}

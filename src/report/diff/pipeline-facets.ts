import type { PlanDocument } from '../../plan/document';
import { durationSymbols } from '../../private/duration-text';
import { percentWords } from '../words/percent';
import { environmentWords } from './environment-words';
import type { Facet } from './facet';
import { freezeFacet } from './freeze-facet';
import { ChangeTopic, Verdict } from './plan-change';
import { signalFacet } from './signal-facet';

/** Everything that is said of the pipeline as a whole. */
export function pipelineFacets(plan: PlanDocument): Facet[] {
  const placed = new Set(plan.waves.flatMap(({ environments }) => environments));
  return [
    said('service', plan.service, plan.service),
    said('path', plan.path, plan.path),
    said('traffic', trafficWords(plan), plan.traffic),
    { ...said('newer candidates', plan.supersede ? 'take the place of those that wait' : 'wait their turn', plan.supersede), topic: ChangeTopic.REACH },
    ...plan.environments.filter(({ name }) => !placed.has(name)).map((one) => said(`environment ${one.name}`, `${environmentWords(plan, one.name)}, in no wave`, one)),
    ...plan.signals.map(signalFacet),
    ...plan.freezes.map(freezeFacet),
    ...expeditedFacets(plan),
    ...plan.acknowledged.map(({ code, reason }) => ({ ...said(`acknowledged ${code}`, reason, reason), presence: Verdict.LOOSER })),
  ];
}

function said(what: string, words: string, data: unknown): Facet {
  return { wave: '', topic: ChangeTopic.DECLARATION, what, words, data, kind: '', strictness: {}, presence: Verdict.OTHER };
}

function trafficWords({ traffic }: PlanDocument): string {
  if (!traffic) return 'unknown';
  const { requestsPerSecond, errorRatio, clusteringFactor } = traffic;
  return `${requestsPerSecond} requests/s, ${percentWords(errorRatio)} fail${clusteringFactor === 1 ? '' : `, in groups of ${clusteringFactor}`}`;
}

/** A shorter path, for each type of release that may take it. */
function expeditedFacets(plan: PlanDocument): Facet[] {
  return plan.expedited.flatMap(({ releaseTypes, passesWindows, passesFreezes, bakeAtMostMs }) => releaseTypes.map((type) => ({
    wave: '',
    topic: ChangeTopic.GATES,
    what: `expedited path of ${type}`,
    words: [...passesWindows ? ['passes windows'] : [], ...passesFreezes ? ['passes freezes'] : [], `bakes at most ${durationSymbols(bakeAtMostMs)}`].join(', '),
    data: { passesWindows, passesFreezes, bakeAtMostMs },
    kind: '',
    strictness: { passesWindows: -Number(passesWindows), passesFreezes: -Number(passesFreezes), bakeAtMostMs },
    presence: Verdict.LOOSER,
  })));
}

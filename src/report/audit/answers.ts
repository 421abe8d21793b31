import { productionWaves } from '../../plan/check/facts';
import type { PlanDocument, PlannedWave } from '../../plan/document';
import { lookup } from '../../plan/lookup';
import type { Problem } from '../../plan/problem';
import type { Seen, SeenWave, Unseen } from '../../plan/reading/seen';
import { ENTERING } from './entering';
import { MOVING } from './moving';
import type { Audited, Practice } from './practice';
import { UNDOING } from './undoing';

/** What an audit says of a practice in a wave; the code is that of the problem that its absence is. */
export type Answer =
  | { readonly is: 'found'; readonly code: string; readonly words: string; readonly what: string }
  | { readonly is: 'missing'; readonly code: string; readonly problem: Problem }
  | { readonly is: 'not visible'; readonly code: string; readonly words: string; readonly why: string };

/** A wave with customers, and all answers about it. */
export interface AnsweredWave {
  readonly service: string;
  readonly wave: string;
  readonly at: string;
  readonly answers: readonly Answer[];
}

const PRACTICES: readonly Practice[] = [...UNDOING, ...MOVING, ...ENTERING];

/** Holds the waves with customers against each practice; all waves of a plan in which nothing is called production. */
export function answered(plan: PlanDocument, seen: Seen): AnsweredWave[] {
  const production = productionWaves(plan);
  const serving = production.length > 0 ? production : plan.waves;
  const names = new Set(serving.map(({ name }) => name));
  const { byName } = lookup(plan);
  return serving.map((wave) => {
    const { before } = byName.get(wave.name)!;
    const { engine, at, unseen } = seen.of(wave);
    const earlier = before.flatMap((name) => byName.get(name)?.wave ?? []);
    const audited = { plan, wave, engine, before: earlier, isFirstServing: !before.some((name) => names.has(name)) };
    const known = { engine, at, unseen: [...unseen, ...earlier.flatMap((one) => judging(one, seen))] };
    return { service: plan.service, wave: wave.name, at, answers: answersOf(audited, known) };
  });
}

/** What judges a release in an earlier wave can keep it from a later one. */
function judging(wave: PlannedWave, seen: Seen): Unseen[] {
  return seen.of(wave).unseen.filter(({ aspect }) => aspect === 'signals').map(({ why }) => ({ aspect: 'gates', why: `in ${wave.name}, ${why}` }));
}

/** What is there counts, whatever is hidden; what is not there may be hidden. */
function answersOf(audited: Audited, seen: SeenWave): Answer[] {
  return PRACTICES.flatMap((practice): Answer[] => {
    const judgement = practice.judge(audited);
    if (!judgement) return [];
    const { words, kind: { code } } = practice;
    if (judgement.is === 'found' && judgement.isSure) return [{ is: 'found', code, words, what: judgement.what }];
    const reasons = [...new Set(seen.unseen.filter(({ aspect }) => aspect === practice.aspect).map(({ why }) => why))];
    if (reasons.length > 0) return [{ is: 'not visible', code, words, why: reasons.join('; ') }];
    return [judgement.is === 'found' ? { is: 'found', code, words, what: judgement.what } : { is: 'missing', code, problem: problem(practice, judgement.got, seen) }];
  });
}

function problem({ kind, allowed, remedies }: Practice, got: string, { at, engine }: SeenWave): Problem {
  return kind.at(at, { got, allowed, remedies: [remedies[engine] ?? remedies.otherwise] });
}


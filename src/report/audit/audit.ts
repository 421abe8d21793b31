import type { PlanDocument } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { Severity } from '../../plan/problem';
import type { Seen } from '../../plan/reading/seen';
import type { AnsweredWave } from './answers';
import { answered } from './answers';
import { faultProblems } from './faults';

/** A reference out of the files: what it leads to is not wrong, it is not there. */
const OUTWARD = 'SP5220';

/** Something that the files refer to, or leave to others. */
export interface Elsewhere {
  readonly at: string;
  readonly what: string;
}

/** Templates or manifests that belong together, held against what careful releases have. */
export interface Audit {
  readonly waves: readonly AnsweredWave[];
  /** Errors first. */
  readonly problems: readonly Problem[];
  readonly elsewhere: readonly Elsewhere[];
}

/**
 * Judges what was read of files.
 * @param others what readers found wrong by themselves
 */
export function audit(plans: readonly PlanDocument[], seen: Seen, others: readonly Problem[] = []): Audit {
  const waves = plans.flatMap((plan) => answered(plan, seen));
  const missing = waves.flatMap(({ answers }) => answers.flatMap((answer) => (answer.is === 'missing' ? [answer.problem] : [])));
  const all = [...others.filter(({ code }) => code !== OUTWARD), ...faultProblems(seen.faults), ...missing];
  const of = (severity: Severity) => all.filter((problem) => problem.severity === severity);
  return {
    waves,
    problems: [...of(Severity.ERROR), ...of(Severity.WARNING)],
    elsewhere: others.filter(({ code }) => code === OUTWARD).map(({ path, got }) => ({ at: path, what: got })),
  };
}

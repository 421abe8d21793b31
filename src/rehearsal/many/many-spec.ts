import type { IDuration } from '../../model/duration';
import { ReleaseType } from '../../model/release';
import type { PlanDocument } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { ProblemError } from '../../plan/problem-error';
import { shown } from '../../private/shown';
import { instantMs } from '../instant';
import { SP3305 } from '../problems';
import type { ManyOptions } from './many-options';
import type { ManySpec } from './tally';

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 86_400_000;
const SOME_ERRORS = 0.05;

/** The options with their defaults. */
export function manySpec(plan: PlanDocument, options: ManyOptions): ManySpec {
  const ms = (duration: IDuration | undefined, otherwise: number) => duration?.toMilliseconds() ?? otherwise;
  const { releases = 10_000, seed = 1, startsAt = '2026-03-02T00:00:00Z', releaseType = ReleaseType.FEATURE, brokenRatio = 0.05, spreadRatio = 2 } = options;
  const startMs = instantMs(startsAt);
  const failingRatio = options.failingRatio ?? Math.max(0, ...plan.signals.map(({ measure }) => ('detectRatio' in measure ? measure.detectRatio : 0)));
  const spec: ManySpec = {
    releases,
    seed,
    startMs: startMs ?? 0,
    overMs: ms(options.over, 4 * WEEK_MS),
    releaseType,
    brokenRatio,
    failingRatio: failingRatio || SOME_ERRORS,
    spreadRatio,
    pace: {
      answerMs: ms(options.answerTime, 30 * MINUTE_MS),
      deploymentMs: ms(options.deploymentTime, 5 * MINUTE_MS),
      movingMs: ms(options.movingTime, MINUTE_MS),
      jobMs: ms(options.jobTime, 10 * MINUTE_MS),
    },
  };
  const problems = [
    ...startMs === undefined ? [wrong(plan, 'startsAt', startsAt, 'ISO 8601 with an offset', 'write a time such as 2026-03-02T00:00:00Z')] : [],
    ...Number.isInteger(releases) && releases >= 1 ? [] : [wrong(plan, 'releases', releases, 'a whole number of at least 1', 'play some releases')],
    ...isRatio(brokenRatio) ? [] : [wrong(plan, 'brokenRatio', brokenRatio, 'a ratio of 0 to 1', 'write 0.05 for five percent')],
    ...isRatio(spec.failingRatio) ? [] : [wrong(plan, 'failingRatio', failingRatio, 'a ratio of 0 to 1', 'write 0.05 for five percent')],
    ...spreadRatio >= 1 && spreadRatio < Infinity ? [] : [wrong(plan, 'spreadRatio', spreadRatio, 'a factor of at least 1', 'write 1 for times that do not vary')],
  ];
  if (problems.length > 0) throw new ProblemError(problems);
  return spec;
}

function isRatio(value: number): boolean {
  return value >= 0 && value <= 1;
}

function wrong(plan: PlanDocument, option: string, got: unknown, allowed: string, remedy: string): Problem {
  return SP3305.at(`${plan.path}/many/${option}`, { got: shown(got), allowed, remedies: [remedy] });
}

import type { IDuration } from '../../model/duration';
import { ReleaseType } from '../../model/release';
import { LENGTH_OR_NONE } from '../../plan/check/ranges';
import type { PlanDocument } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { ProblemError } from '../../plan/problem-error';
import { shown } from '../../private/shown';
import { instantMs } from '../instant';
import { SP3305 } from '../problems';
import { mistypedRelease, outOfRange, SEED } from '../quantity';
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
  const noticedRatio = Math.max(0, ...plan.signals.map(({ measure }) => ('detectRatio' in measure ? measure.detectRatio : 0)));
  const failingRatio = options.failingRatio ?? (noticedRatio || SOME_ERRORS);
  const spec: ManySpec = {
    releases,
    seed,
    startMs: startMs ?? 0,
    overMs: ms(options.over, 4 * WEEK_MS),
    releaseType,
    brokenRatio,
    failingRatio,
    spreadRatio,
    pace: {
      answerMs: ms(options.answerTime, 30 * MINUTE_MS),
      deploymentMs: ms(options.deploymentTime, 5 * MINUTE_MS),
      movingMs: ms(options.movingTime, MINUTE_MS),
      jobMs: ms(options.jobTime, 10 * MINUTE_MS),
    },
  };
  const path = `${plan.path}/many`;
  const { pace, overMs } = spec;
  const problems = [
    ...startMs === undefined ? [wrong(path, 'startsAt', startsAt, 'ISO 8601 with an offset', 'write a time such as 2026-03-02T00:00:00Z')] : [],
    ...Number.isInteger(releases) && releases >= 1 ? [] : [wrong(path, 'releases', releases, 'a whole number of at least 1', 'play some releases')],
    ...isRatio(brokenRatio) ? [] : [wrong(path, 'brokenRatio', brokenRatio, 'a ratio of 0 to 1', 'write 0.05 for five percent')],
    ...isRatio(failingRatio) ? [] : [wrong(path, 'failingRatio', failingRatio, 'a ratio of 0 to 1', 'write 0.05 for five percent')],
    ...spreadRatio >= 1 && spreadRatio < Infinity ? [] : [wrong(path, 'spreadRatio', spreadRatio, 'a factor of at least 1', 'write 1 for times that do not vary')],
    ...mistypedRelease(SP3305, path, releaseType),
    ...outOfRange(SP3305, path, [
      ['seed', seed, SEED],
      ['over', overMs, LENGTH_OR_NONE],
      ['answerTime', pace.answerMs, LENGTH_OR_NONE],
      ['deploymentTime', pace.deploymentMs, LENGTH_OR_NONE],
      ['movingTime', pace.movingMs, LENGTH_OR_NONE],
      ['jobTime', pace.jobMs, LENGTH_OR_NONE],
    ]),
  ];
  if (problems.length > 0) throw new ProblemError(problems);
  return spec;
}

function isRatio(value: number): boolean {
  return value >= 0 && value <= 1;
}

function wrong(path: string, option: string, got: unknown, allowed: string, remedy: string): Problem {
  return SP3305.at(`${path}/${option}`, { got: shown(got), allowed, remedies: [remedy] });
}

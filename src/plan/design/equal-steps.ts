import type { Grid } from './grid';
import type { Limits } from './limits';
import { isEnough } from './limits';
import type { Schedule } from './schedule';
import { EMPTY, extended } from './schedule';
import { isBetter } from './search';
import type { StepOdds } from './step-odds';

/** The canary or linear shift within the limits that takes the least time and, of those, does the least harm. */
export function searchEqual(grid: Grid, oddsOf: (percent: number) => readonly StepOdds[], bake: StepOdds, limits: Limits): Schedule | undefined {
  return [...canaries(grid, oddsOf), ...linears(grid, oddsOf)].filter((schedule) => isEnough(schedule, bake, limits))
    .reduce<Schedule | undefined>((best, schedule) => (best && !isBetter(schedule, best, bake) ? best : schedule), undefined);
}

function canaries({ percents }: Grid, oddsOf: (percent: number) => readonly StepOdds[]): Schedule[] {
  return percents.flatMap((percent) => oddsOf(percent).map((step) => extended(EMPTY, step)));
}

function linears({ addedPercents }: Grid, oddsOf: (percent: number) => readonly StepOdds[]): Schedule[] {
  return addedPercents.flatMap((added) => {
    const rows = Array.from({ length: Math.ceil(100 / added) - 1 }, (_, i) => oddsOf((i + 1) * added));
    return rows[0].map((_, hold) => rows.reduce((schedule, row) => extended(schedule, row[hold]), EMPTY));
  });
}

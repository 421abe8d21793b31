import type { DesignSpec } from '../../model/spec';
import type { Basis } from './basis';
import { searchEqual } from './equal-steps';
import type { Grid } from './grid';
import { GRID, LONGEST_MS } from './grid';
import type { Limits } from './limits';
import type { Schedule } from './schedule';
import { harmedBy } from './schedule';
import { search } from './search';
import type { StepOdds } from './step-odds';
import { stepOdds } from './step-odds';

/** Chooses steps for one wave. What each share would do in each time is computed once. */
export class Designer {
  private readonly odds = new Map<number, StepOdds[]>();
  private readonly bake: StepOdds;

  constructor(private readonly basis: Basis, private readonly equalSteps: boolean, private readonly grid: Grid = GRID) {
    [this.bake] = stepOdds(basis, 100, [basis.bakeMs]);
  }

  /** The steps that take the least time and, of those, do the least harm. */
  public quickest(limits: Limits): Schedule | undefined {
    const oddsOf = (percent: number) => this.oddsOf(percent);
    return this.equalSteps
      ? searchEqual(this.grid, oddsOf, this.bake, limits)
      : search({ shares: this.grid.percents.map(oddsOf), bake: this.bake }, limits);
  }

  /** Requests that may be expected to fail because of the worst of the bad versions. */
  public harmed(schedule: Schedule): number {
    return harmedBy(schedule, this.bake);
  }

  private oddsOf(percent: number): StepOdds[] {
    const known = this.odds.get(percent) ?? stepOdds(this.basis, percent, this.grid.holdsMs);
    this.odds.set(percent, known);
    return known;
  }
}

export function limitsOf({ power, falseAlarmRatio, maxHarmedRequests, withinMs, maxGrowthFactor }: DesignSpec): Limits {
  return {
    power, alarm: alarmOf(falseAlarmRatio), harmedRequests: maxHarmedRequests, totalMs: Math.min(withinMs, LONGEST_MS), growth: maxGrowthFactor,
  };
}

/** A probability in a form in which those of several steps add up. */
export function alarmOf(falseAlarmRatio: number): number {
  return -Math.log1p(-falseAlarmRatio);
}

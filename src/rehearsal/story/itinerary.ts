import type { TrafficSpec } from '../../model/spec';
import type { PlanDocument } from '../../plan/document';
import type { Course } from '../many/course';
import { courseOf } from '../many/course';
import { Delays } from '../many/delays';
import { Journey } from '../many/journey';
import { Random } from '../random';

/** When a healthy release is where. */
export interface Stay {
  readonly wave: string;
  /** Milliseconds since 1970: it stands before the gates, they let it in, its bake begins, it is done. */
  readonly waitingMs: number;
  readonly enteredMs: number;
  readonly bakingMs: number;
  readonly doneMs: number;
}

const MINUTE_MS = 60_000;

/** Says when a healthy release that arrives at some time gets where, if everything takes as long as a scenario has it. */
export class Itinerary {
  private readonly course: Course;
  private readonly journey: Journey;

  constructor(plan: PlanDocument, traffic: TrafficSpec, fromMs: number) {
    const pace = { answerMs: 30 * MINUTE_MS, deploymentMs: 5 * MINUTE_MS, movingMs: MINUTE_MS, jobMs: 10 * MINUTE_MS };
    this.course = courseOf(plan, { ...traffic, errorRatio: 0 }, { releaseType: 'feature', failingRatio: 0, pace }, fromMs);
    this.journey = new Journey(this.course, new Delays(pace, 1), new Random(1));
  }

  /** In the order in which waves can run; those that it reaches. */
  public from(arrivedMs: number): Stay[] {
    this.journey.go(arrivedMs, false);
    return this.course.legs.map(({ name }, i) => ({
      wave: name,
      waitingMs: this.journey.waitedMs[i],
      enteredMs: this.journey.enteredMs[i],
      bakingMs: this.journey.bakingMs[i],
      doneMs: this.journey.finishedMs[i],
    })).filter(({ doneMs }) => doneMs > arrivedMs);
  }
}

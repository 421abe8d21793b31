import type { ReleasePipeline } from '../model/release-pipeline';
import type { TrafficSpec } from '../model/spec';
import { Plan } from '../plan/plan';
import { ProblemError } from '../plan/problem-error';
import { refuseErrors, scenarioProblems } from './admission';
import { instantMs } from './instant';
import { Play } from './play';
import { SP3301 } from './problems';
import type { Scenario } from './scenario';
import { Timeline } from './timeline';

/** Where a plan does not say: enough to be measured in each minute. */
const SOME_TRAFFIC: TrafficSpec = { requestsPerSecond: 10, errorRatio: 0.001, clusteringFactor: 1 };

/**
 * Releases a release before anything is deployed: in virtual time, with faults of one's choice, by the same meaning that
 * every back end is held to.
 */
export class Rehearsal {
  /**
   * Rehearses a declaration.
   * @param pipeline a pipeline to which all waves have been added
   */
  public static of(pipeline: ReleasePipeline): Rehearsal {
    return new Rehearsal(Plan.of(pipeline));
  }

  /**
   * Rehearses a plan that was read.
   */
  public static ofPlan(plan: Plan): Rehearsal {
    return new Rehearsal(plan);
  }

  private constructor(private readonly plan: Plan) {}

  /**
   * Plays a scenario. The same scenario always gives the same timeline.
   * @throws problems `SP3301` when the plan has errors, `SP3302` when the scenario does not fit it
   */
  public play(scenario: Scenario): Timeline {
    const plan = this.plan._document;
    const spec = scenario._spec();
    refuseErrors(this.plan, SP3301);
    const problems = scenarioProblems(plan, spec);
    if (problems.length > 0) throw new ProblemError(problems);
    const startMs = instantMs(spec.startsAt)!;
    const play = new Play(plan, spec, plan.traffic ?? SOME_TRAFFIC, startMs);
    play.run();
    return Timeline._of(spec.name, plan, startMs, play);
  }
}

import type { ReleasePipeline } from '../model/release-pipeline';
import type { TrafficSpec } from '../model/spec';
import { Plan } from '../plan/plan';
import { ProblemError } from '../plan/problem-error';
import { refuseErrors, scenarioProblems } from './admission';
import { instantMs } from './instant';
import type { ManyOptions } from './many/many-options';
import { ManyReleases } from './many/many-releases';
import { manySpec } from './many/many-spec';
import { chunksOf, playChunk, sumOf } from './many/tally';
import { Play } from './play';
import { SP3301 } from './problems';
import type { Scenario } from './scenario';
import { rehearsedTraffic } from './some-traffic';
import { Setting } from './story/setting';
import { readyStory } from './story/stories';
import type { ReadyStory } from './story/story';
import { Story } from './story/story';
import { Timeline } from './timeline';

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
   * A story that every pipeline should be rehearsed with, with the names and times of this one; or what the pipeline has nothing to show it with.
   * @throws problem `SP3301` when the plan has errors
   */
  public ready(story: Story): ReadyStory {
    refuseErrors(this.plan, SP3301);
    return readyStory(new Setting(this.plan._document, this.traffic), story);
  }

  /**
   * All of these stories.
   * @throws problem `SP3301` when the plan has errors
   */
  public get stories(): ReadyStory[] {
    return Object.values(Story).map((story) => this.ready(story));
  }

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
    const play = new Play(plan, spec, this.traffic, startMs);
    play.run();
    return Timeline._of(spec.name, plan, startMs, play);
  }

  /**
   * Plays many releases, each by itself, and counts. What is computed for each is when it gets where, by the same rules as `play`, and whether a
   * signal stops it, by the same statistics as the checks. Signals of latency and other measures never stop one here.
   * @throws problems `SP3301` when the plan has errors, `SP3305` when nothing can be counted
   */
  public many(options: ManyOptions = {}): ManyReleases {
    refuseErrors(this.plan, SP3301);
    const plan = this.plan._document;
    const spec = manySpec(plan, options);
    return ManyReleases._of(sumOf(Array.from({ length: chunksOf(spec) }, (_, chunk) => playChunk(plan, this.traffic, spec, chunk))));
  }

  private get traffic(): TrafficSpec {
    return rehearsedTraffic(this.plan._document);
  }
}

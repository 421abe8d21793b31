import type { Plan, Scenario, Story, Timeline } from 'spillway';
import { Rehearsal } from 'spillway';
import type { PlannedWave } from '../../src/plan/document';

const NEVER_MS = Infinity;

/** A story that was told of a plan. */
export class Told {
  public readonly timeline: Timeline;
  private readonly rehearsal: Rehearsal;

  constructor(private readonly plan: Plan, private readonly scenario: Scenario) {
    this.rehearsal = Rehearsal.ofPlan(plan);
    this.timeline = this.rehearsal.play(scenario);
  }

  public get startMs(): number {
    return Date.parse(this.scenario._spec().startsAt);
  }

  public get words(): string[] {
    return this.timeline.events.map(({ what }) => what);
  }

  /** In their order. */
  public get waves(): readonly PlannedWave[] {
    return this.plan._document.waves;
  }

  /** Those with customers. */
  public get serving(): readonly PlannedWave[] {
    const production = new Set(this.plan._document.environments.filter(({ tier }) => tier === 'production').map(({ name }) => name));
    return this.waves.filter(({ environments }) => environments.some((name) => production.has(name)));
  }

  /** When something first happened, since the story began; never is infinitely late. */
  public msOf(what: string | RegExp): number {
    const found = this.timeline.events.find((event) => (typeof what === 'string' ? event.what === what : what.test(event.what)));
    return found?.afterMs ?? NEVER_MS;
  }

  public entersMs(wave: string): number {
    return this.msOf(`1.1.0 enters ${wave}`);
  }

  public doneMs(wave: string): number {
    return this.msOf(`1.1.0 is done in ${wave}`);
  }

  /** The same pipeline in another story. */
  public another(story: Story): Timeline {
    return this.rehearsal.play(this.rehearsal.ready(story).scenario!);
  }
}

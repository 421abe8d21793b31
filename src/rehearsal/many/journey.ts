import { DELIVERY_MS } from '../../plan/detection';
import type { Random } from '../random';
import type { Course, Leg, Watch } from './course';
import type { Delays } from './delays';

/** How it ended. */
export enum Fate {
  RELEASED,
  ROLLED_BACK,
  TURNED_AWAY,
  /** Something stays closed for good. */
  STUCK,
}

/**
 * One release after the other through a course. Each by itself: none waits behind another. What happened is read from its
 * fields before the next one goes, so that nothing is made for a release.
 */
export class Journey {
  public fate = Fate.RELEASED;
  /** When the last wave was done. */
  public doneMs = 0;
  /** When each leg began to wait, let the release in, and was done. */
  public readonly waitedMs: Float64Array;
  public readonly enteredMs: Float64Array;
  public readonly bakingMs: Float64Array;
  public readonly finishedMs: Float64Array;
  private readonly slotMs: Float64Array;
  private undone = false;

  constructor(private readonly course: Course, private readonly delays: Delays, private readonly random: Random) {
    const legs = course.legs.length;
    [this.waitedMs, this.enteredMs, this.bakingMs, this.finishedMs] = [0, 0, 0, 0].map(() => new Float64Array(legs));
    this.slotMs = new Float64Array(course.slots.length);
  }

  public go(arrivedMs: number, isBroken: boolean): void {
    const { legs } = this.course;
    this.doneMs = arrivedMs;
    this.undone = false;
    for (let i = 0; i < legs.length; i++) {
      const leg = legs[i];
      let atMs = arrivedMs;
      for (const before of leg.after) atMs = Math.max(atMs, this.finishedMs[before]);
      this.waitedMs[i] = atMs;
      const insideMs = this.passGates(leg, atMs);
      if (!(insideMs < Infinity)) {
        this.fate = Number.isNaN(insideMs) ? Fate.TURNED_AWAY : Fate.STUCK;
        return;
      }
      this.enteredMs[i] = insideMs;
      this.finishedMs[i] = this.pass(leg, i, insideMs, isBroken);
      if (this.undone) {
        this.fate = Fate.ROLLED_BACK;
        return;
      }
      this.doneMs = Math.max(this.doneMs, this.finishedMs[i]);
    }
    this.fate = Fate.RELEASED;
  }

  /** Adds up where the time of a released one went: along the waves that the last one had to wait for. */
  public spend(totals: Float64Array): void {
    const { legs } = this.course;
    let last = 0;
    for (let i = 1; i < legs.length; i++) if (this.finishedMs[i] > this.finishedMs[last]) last = i;
    for (let i: number | undefined = last; i !== undefined;) {
      const { firstSlot, endSlot, after }: Leg = legs[i];
      for (let slot = firstSlot; slot < endSlot; slot++) totals[slot] += this.slotMs[slot];
      let latest: number | undefined;
      for (const before of after) if (latest === undefined || this.finishedMs[before] > this.finishedMs[latest]) latest = before;
      i = latest;
    }
  }

  /** When everything is open; NaN when somebody answers too late. */
  private passGates(leg: Leg, atMs: number): number {
    for (let slot = leg.firstSlot; slot < leg.endSlot; slot++) this.slotMs[slot] = 0;
    let answeredMs = atMs;
    let slowest = -1;
    for (const { slot, medianMs, varies, answers, timeoutMs } of leg.asked) {
      const takesMs = varies ? this.slowestOf(answers, medianMs) : medianMs;
      if (takesMs >= timeoutMs) return NaN;
      if (atMs + takesMs > answeredMs) {
        answeredMs = atMs + takesMs;
        slowest = slot;
      }
    }
    if (slowest >= 0) this.slotMs[slowest] = answeredMs - atMs;
    const openMs = leg.windows.next(answeredMs);
    if (leg.windowSlot !== null) this.slotMs[leg.windowSlot] += openMs - answeredMs;
    const thawedMs = leg.thawed.next(answeredMs);
    this.slotMs[leg.slots.freeze] = thawedMs - openMs;
    return thawedMs;
  }

  /** When the wave is done, unless a signal stops the version in it. */
  private pass(leg: Leg, index: number, enteredMs: number, isBroken: boolean): number {
    const deployedMs = enteredMs + this.slowestOf(leg.environments, this.delays.pace.deploymentMs);
    let atMs = deployedMs;
    for (let step = 0; step < leg.steps.length; step++) {
      if (step > 0) atMs += this.slowestOf(leg.environments, this.delays.pace.movingMs);
      const untilMs = this.watch(leg, leg.steps[step], deployedMs, atMs, isBroken);
      this.slotMs[leg.slots.holding] += untilMs - atMs;
      atMs = untilMs;
    }
    this.slotMs[leg.slots.moving] = atMs - enteredMs - this.slotMs[leg.slots.holding];
    if (leg.verificationMs > 0) {
      const takesMs = leg.verificationVaries ? this.delays.of(leg.verificationMs, this.random) : leg.verificationMs;
      this.slotMs[leg.slots.verifying] = takesMs;
      atMs += takesMs;
    }
    this.bakingMs[index] = atMs;
    const untilMs = this.watch(leg, leg.bake, deployedMs, atMs, isBroken);
    this.slotMs[leg.slots.baking] = untilMs - atMs;
    return untilMs;
  }

  /** When a stretch is over: it has lasted long enough, and every signal has been measured in it. */
  private watch({ periodsMs }: Leg, { lengthMs, healthy, broken }: Watch, deployedMs: number, fromMs: number, isBroken: boolean): number {
    if (lengthMs === 0) return fromMs;
    const odds = isBroken ? broken : healthy;
    if (odds > 0 && this.random.next() < odds) this.undone = true;
    let untilMs = fromMs + lengthMs;
    for (const periodMs of periodsMs) {
      const points = Math.max(1, Math.ceil((fromMs - deployedMs - DELIVERY_MS) / periodMs));
      untilMs = Math.max(untilMs, deployedMs + points * periodMs + DELIVERY_MS);
    }
    return untilMs;
  }

  private slowestOf(count: number, medianMs: number): number {
    let slowest = 0;
    for (let i = 0; i < count; i++) slowest = Math.max(slowest, this.delays.of(medianMs, this.random));
    return slowest;
  }
}

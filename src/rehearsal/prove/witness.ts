import type { ReleaseSpec } from '../../model/spec';
import type { PlanDocument, PlannedGate, PlannedWave } from '../../plan/document';
import type { Effect } from '../../plan/effect';
import type { PipelineEvent } from '../../plan/event';
import { gateBreach, isForGood } from './gate-breach';
import { Memory } from './memory';
import type { Duty } from './rollback-duty';
import { dutyOf, neglected } from './rollback-duty';
import type { List } from './shared';
import { having, including } from './shared';
import type { Stay } from './stay';
import { stayOf } from './stay';
import type { Invariant, Violation } from './violation';

type Deploy = Extract<Effect, { kind: 'deploy' }>;

/**
 * Watches a pipeline from outside: it knows the plan, the events that went in and the effects that came out, and nothing
 * of the state in between. It says which invariant a step breaks.
 */
export class Witness {
  public readonly violations: Violation[] = [];

  private constructor(private readonly plan: PlanDocument, private readonly memory: Memory) {}

  /** It has seen nothing yet. */
  public static of(plan: PlanDocument): Witness {
    return new Witness(plan, Memory.beginning(0));
  }

  /** It saw a release go through all waves. */
  public static settled(plan: PlanDocument, release: ReleaseSpec): Witness {
    const memory = Memory.beginning(0);
    memory.arrive(release);
    for (const { name } of plan.waves) memory.add(name, 'done', release.version);
    return new Witness(plan, memory);
  }

  /** One that has seen the same, and then sees something else. */
  public copy(): Witness {
    return new Witness(this.plan, this.memory.copy());
  }

  /** Whether what it has seen since it was copied from the other changes nothing. */
  public knowsNoMoreThan(other: Witness): boolean {
    return this.memory.isAs(other.memory);
  }

  /** What it remembers of a wave. */
  public memoryOf(wave: string): { readonly stay: Stay | undefined; readonly done: List; readonly away: List; readonly superseded: List } {
    const releases = (of: 'done' | 'away' | 'superseded') => this.memory.releasesIn(wave, of);
    return { stay: this.memory.stay(wave), done: releases('done'), away: releases('away'), superseded: releases('superseded') };
  }

  public see(event: PipelineEvent, effects: Effect[]): void {
    const duty = 'wave' in event ? dutyOf(this.plan, event, this.memory.stay(event.wave), this.runningIn(event.wave) ?? undefined) : undefined;
    const reach = duty && this.reach(duty);
    this.hear(event, effects);
    for (const effect of effects) this.watch(effect);
    if (duty && reach) for (const what of neglected(this.plan, duty.release, reach, effects)) this.break('I2', what);
  }

  // --- what goes in ---

  private hear(event: PipelineEvent, effects: Effect[]): void {
    switch (event.kind) {
      case 'timePassed':
        return this.memory.passTime(event.toMs);
      case 'candidateArrived':
        if (!this.memory.arrival(event.release.version)) return this.memory.arrive(event.release);
        if (!effects.some(({ kind }) => kind === 'rejected')) this.break('I6', `${event.release.version} arrived twice and was taken twice`);
        return;
      case 'windowChanged':
        return this.memory.set('openWindows', `${event.wave}/${event.gate}`, event.open);
      case 'freezeChanged':
        return this.memory.set('inactiveFreezes', event.freeze, !event.active);
      case 'vetoLifted':
        if (!this.memory.has('vetoed', event.release)) return;
        this.memory.set('vetoed', event.release, false);
        if (!effects.some(({ kind }) => kind === 'vetoLifted')) this.break('I5', `${event.release} stays vetoed although a person lifted the veto`);
        return this.comesBack(event.release);
      default:
        this.hearInWave(event, effects);
    }
  }

  private hearInWave(event: Extract<PipelineEvent, { wave: string }>, effects: Effect[]): void {
    const stay = this.memory.stay(event.wave);
    if (!stay || ('release' in event && event.release !== stay.release)) return;
    const learn = (change: Partial<Stay>) => this.memory.change(event.wave, change);
    switch (event.kind) {
      case 'approvalGiven': {
        const gate = this.gate(event.wave, event.gate);
        const author = this.memory.arrival(stay.release)?.author;
        if (gate?.kind !== 'approval' || !event.groups.includes(gate.group) || (gate.excludeAuthor && event.by === author)) return;
        if (this.memory.nowMs >= stay.sinceMs + gate.timeoutMs) return;
        return learn({ approvers: having(stay.approvers, { [event.gate]: including(stay.approvers[event.gate] ?? [], event.by) }) });
      }
      case 'approvalRefused': {
        const gate = this.gate(event.wave, event.gate);
        if (gate?.kind === 'approval' && event.groups.includes(gate.group)) learn({ lost: including(stay.lost, event.gate) });
        return;
      }
      case 'gateJudged':
        if (event.verdict === 'fail' && isForGood(this.gate(event.wave, event.gate))) learn({ lost: including(stay.lost, event.gate) });
        return learn({ verdicts: having(stay.verdicts, { [event.gate]: event.verdict }) });
      case 'gateOverridden':
        return learn({ overridden: including(stay.overridden, event.gate) });
      case 'deploymentFinished':
        if (event.step === stay.step && event.outcome === 'succeeded') this.deployedIn(event.wave, stay, event.environment);
        return;
      case 'signalMeasured':
        return learn({ readings: having(stay.readings, { [`${event.environment}/${event.signal}`]: event.reading }) });
      case 'verificationJudged':
        return learn({ verified: having(stay.verified, { [event.verification]: event.verdict }) });
      case 'rollbackFinished':
        return this.goesBack(event, effects);
      case 'rollbackRetried':
        learn({ isStuck: false });
    }
  }

  private deployedIn(name: string, stay: Stay, environment: string): void {
    const deployed = including(stay.deployed, environment);
    this.memory.change(name, { deployed });
    if (deployed.length < this.wave(name).environments.length || stay.watchedSinceMs !== undefined) return;
    this.memory.change(name, { watchedSinceMs: this.memory.nowMs, readings: {} });
  }

  // --- what comes out ---

  private watch(effect: Effect): void {
    switch (effect.kind) {
      case 'waiting':
        this.mayWait(effect.wave, effect.release);
        this.memory.setStay(effect.wave, stayOf(effect.release, false, this.memory.nowMs));
        return;
      case 'dismissed':
        if (effect.cause !== 'vetoed') this.memory.add(effect.wave, effect.cause === 'superseded' ? 'superseded' : 'away', effect.release);
        this.mayLeave(effect.wave, effect.release);
        return;
      case 'deploy':
        this.mayDeploy(effect);
        return;
      case 'baking':
      case 'verifying':
        this.through(effect.wave, effect.kind);
        return;
      case 'done':
        this.mayBeDone(effect.wave, effect.release);
        this.memory.setStay(effect.wave, undefined);
        this.memory.add(effect.wave, 'done', effect.release);
        this.comesBack(effect.release);
        return;
      case 'vetoed':
        this.memory.set('vetoed', effect.release, true);
        return;
      case 'withdrawn':
        this.memory.remove(effect.wave, 'done', effect.release);
        return;
      case 'rollingBack':
        if (!this.memory.has('vetoed', effect.release)) this.break('I5', `${effect.release} is undone in ${effect.wave} without a veto`);
        this.memory.setStay(effect.wave, stayOf(effect.release, true, this.memory.nowMs));
        return;
      case 'rollBack':
        this.mayRollBack(effect);
        return;
      case 'rolledBack': {
        const stay = this.memory.stay(effect.wave);
        if (stay && !this.isBack(effect.wave, stay)) this.break('I2', `${effect.release} counts as rolled back in ${effect.wave} before it is`);
        this.memory.setStay(effect.wave, undefined);
      }
    }
  }

  /** A release begins to wait: nothing else may be in the wave, and of those that could be here it is the right one. */
  private mayWait(name: string, release: string): void {
    const stay = this.memory.stay(name);
    if (stay) this.break('I5', `${release} waits at ${name} while ${stay.release} is there`);
    if (this.memory.has('vetoed', release)) this.break('I5', `${release} waits at ${name} although it is vetoed`);
    const order = (version: string) => this.memory.orderOf(version);
    const newestDone = Math.max(-1, ...this.memory.releasesIn(name, 'done').map(order));
    if (order(release) < newestDone) this.break('I5', `${release} waits at ${name}, where something newer runs`);
    if (!this.plan.supersede) {
      const older = this.memory.versions.filter((other) => order(other) < order(release) && order(other) > newestDone && this.couldWait(name, other));
      if (older.length > 0) this.break('I5', `${release} waits at ${name} before ${older.join()}, which came first`);
      return;
    }
    const newer = this.memory.versions.filter((other) => order(other) > order(release) && this.couldWait(name, other));
    if (newer.length > 0) this.break('I5', `${release} waits at ${name} although ${newer.join()} could`);
  }

  /** Only what has no traffic yet can be sent away; the rest has to be undone. */
  private mayLeave(name: string, release: string): void {
    const stay = this.memory.stay(name);
    if (stay?.release !== release) return;
    if (stay.entered) this.break('I5', `${release} is pushed out of ${name}, where it moves`);
    this.memory.setStay(name, undefined);
  }

  private couldWait(name: string, release: string): boolean {
    return !this.memory.has('vetoed', release) && !(['done', 'away', 'superseded'] as const).some((of) => this.memory.releasesIn(name, of).includes(release))
      && this.undoneBefore(name, release).length === 0
      && this.memory.stay(name)?.release !== release;
  }

  private mayDeploy(effect: Deploy): void {
    const stay = this.memory.stay(effect.wave);
    if (!stay || stay.release !== effect.release) {
      this.break('I5', `${effect.release} is deployed to ${effect.wave}, where it is not`);
      return;
    }
    if (stay.undoing) this.break('I2', `${effect.release} is deployed to ${effect.wave} while it is being undone`);
    if (this.memory.has('vetoed', effect.release)) this.break('I5', `${effect.release} is deployed to ${effect.wave} although it is vetoed`);
    if (JSON.stringify(effect.artifacts) !== this.memory.arrival(effect.release)?.artifacts) {
      this.break('I6', `${effect.release} is deployed to ${effect.wave} with other digests than it arrived with`);
    }
    if (effect.step === stay.step) return; // the same step in another environment of the wave
    if (!stay.entered) this.mayEnter(effect.wave, stay);
    else this.mayStep(effect.wave, stay);
    if (effect.step !== stay.step + 1) this.break('I8', `${effect.release} skips from step ${stay.step} to ${effect.step} of ${effect.wave}`);
    this.memory.change(effect.wave, { entered: true, step: effect.step, deployed: [], watchedSinceMs: undefined, readings: {} });
  }

  private mayEnter(name: string, stay: Stay): void {
    const wave = this.wave(name);
    const undone = this.undoneBefore(name, stay.release);
    if (undone.length > 0) this.break('I1', `${stay.release} enters ${name} before ${undone.join()} is done`);
    for (const gate of wave.gates) {
      const breach = gateBreach(gate, stay, this.memory.has('openWindows', `${name}/${gate.id}`), this.path(stay));
      if (breach) this.break(breach, `${stay.release} enters ${name} without ${gate.id}`);
    }
    const tiers = this.plan.environments.filter((environment) => wave.environments.includes(environment.name)).map(({ tier }) => tier);
    const frozen = this.plan.freezes.filter((freeze) => freeze.tiers.some((tier) => tiers.includes(tier)) && !this.memory.has('inactiveFreezes', freeze.name));
    if (frozen.length > 0 && !stay.overridden.includes('freeze') && !this.path(stay)?.passesFreezes) {
      this.break('I1', `${stay.release} enters ${name} during ${frozen[0].name}`);
    }
  }

  /** Waves before it, however long before, that the release has not been through. */
  private undoneBefore(name: string, release: string): string[] {
    return this.wave(name).after.flatMap((before) => [...this.undoneBefore(before, release), ...this.memory.releasesIn(before, 'done').includes(release) ? [] : [before]]);
  }

  private mayStep(name: string, stay: Stay): void {
    const wave = this.wave(name);
    if (stay.deployed.length < wave.environments.length) this.break('I1', `${stay.release} goes on in ${name} before its step is deployed everywhere`);
    this.watchedFor(name, stay, wave.shift.steps[stay.step]?.holdMs ?? 0);
  }

  /** The last step, when the release leaves it for verification or bake. */
  private through(name: string, next: 'baking' | 'verifying'): void {
    const stay = this.memory.stay(name);
    if (!stay) return;
    const wave = this.wave(name);
    if (next === 'verifying' || wave.verifications.length === 0) this.finishedShift(name, stay);
    this.memory.change(name, { phase: next });
    if (next === 'baking') {
      this.verifiedAll(name, stay);
      this.memory.change(name, { watchedSinceMs: this.memory.nowMs, readings: {} });
    }
  }

  private finishedShift(name: string, stay: Stay): void {
    const wave = this.wave(name);
    if (stay.step !== wave.shift.steps.length - 1) this.break('I8', `${stay.release} leaves the shift of ${name} at step ${stay.step}`);
    this.mayStep(name, stay);
  }

  private mayBeDone(name: string, release: string): void {
    const stay = this.memory.stay(name);
    if (!stay || stay.release !== release) {
      this.break('I1', `${release} is done in ${name}, where it is not`);
      return;
    }
    const bakeMs = Math.min(this.wave(name).bakeMs, this.path(stay)?.bakeAtMostMs ?? Infinity);
    if (bakeMs === 0) {
      this.finishedShift(name, stay);
      this.verifiedAll(name, stay);
      return;
    }
    if (stay.phase !== 'baking') this.break('I8', `${release} is done in ${name} without a bake`);
    this.watchedFor(name, stay, bakeMs);
  }

  private verifiedAll(name: string, stay: Stay): void {
    const open = this.wave(name).verifications.filter(({ id }) => stay.verified[id] !== 'pass');
    if (open.length > 0) this.break('I3', `${stay.release} goes on in ${name} without a pass of ${open[0].id}`);
  }

  private watchedFor(name: string, stay: Stay, lengthMs: number): void {
    if (lengthMs === 0) return;
    const wave = this.wave(name);
    if (stay.watchedSinceMs === undefined || this.memory.nowMs < stay.watchedSinceMs + lengthMs) {
      this.break('I8', `${stay.release} goes on in ${name} before its time`);
    }
    for (const trigger of wave.triggers) {
      if (trigger.kind !== 'signal') continue;
      const blind = wave.environments.filter((environment) => stay.readings[`${environment}/${trigger.signal}`] !== 'pass');
      if (blind.length > 0) this.break('I3', `${stay.release} goes on in ${name} without a pass of ${trigger.signal} in ${blind.join()}`);
    }
  }

  // --- rollback ---

  /** The waves that a duty reaches: whether the release has their traffic, or only has been through. */
  private reach({ wave, release, scope }: Duty): Map<string, boolean> {
    return new Map(this.plan.waves.flatMap(({ name }): [string, boolean][] => {
      const stay = this.memory.stay(name);
      if (stay?.release === release && stay.entered && !stay.undoing) return [[name, true]];
      const isThrough = this.memory.releasesIn(name, 'done').includes(release) && (scope === 'promoted' || name === wave);
      return isThrough ? [[name, this.runningIn(name) === release]] : [];
    }));
  }

  private mayRollBack({ wave, release, to }: Extract<Effect, { kind: 'rollBack' }>): void {
    if (to !== this.runningIn(wave)) this.break('I2', `${release} is rolled back in ${wave} to ${to}, which did not run there before`);
  }

  private goesBack(event: Extract<PipelineEvent, { kind: 'rollbackFinished' }>, effects: Effect[]): void {
    const stay = this.memory.stay(event.wave);
    if (!stay?.undoing || stay.isStuck || event.to !== this.runningIn(event.wave) || !this.wave(event.wave).environments.includes(event.environment)) return;
    if (event.outcome === 'failed') {
      // what is back already cannot fail to go there
      this.memory.change(event.wave, { isStuck: !stay.back.includes(event.environment) });
      return;
    }
    const back = including(stay.back, event.environment);
    this.memory.change(event.wave, { back });
    const isOver = effects.some((effect) => effect.kind === 'rolledBack' && effect.wave === event.wave);
    if (this.isBack(event.wave, { back }) && !isOver) this.break('I2', `${stay.release} is back everywhere in ${event.wave}, and still being rolled back`);
  }

  private isBack(wave: string, { back }: Pick<Stay, 'back'>): boolean {
    return back.length === this.wave(wave).environments.length;
  }

  // --- helpers ---

  private comesBack(release: string): void {
    for (const { name } of this.plan.waves) this.memory.remove(name, 'superseded', release);
  }

  /** What has all traffic when nothing moves. */
  private runningIn(wave: string): string | null {
    const order = (version: string) => this.memory.orderOf(version);
    return [...this.memory.releasesIn(wave, 'done')].sort((one, other) => order(one) - order(other)).at(-1) ?? null;
  }

  private wave(name: string): PlannedWave {
    return this.plan.waves.find((wave) => wave.name === name)!;
  }

  private gate(wave: string, id: string): PlannedGate | undefined {
    return this.wave(wave).gates.find((gate) => gate.id === id);
  }

  private path(stay: Stay) {
    const { type } = this.memory.arrival(stay.release)!;
    return this.plan.expedited.find(({ releaseTypes }) => releaseTypes.includes(type));
  }

  private break(invariant: Invariant, what: string): void {
    this.violations.push({ invariant, what });
  }
}

import type { ReleaseSpec } from '../../model/spec';
import type { PlanDocument, PlannedGate, PlannedWave } from '../../plan/document';
import type { Effect } from '../../plan/effect';
import type { PipelineEvent } from '../../plan/event';
import { gateBreach, isForGood } from './gate-breach';
import type { Duty } from './rollback-duty';
import { dutyOf, neglected } from './rollback-duty';
import type { Stay } from './stay';
import { copyOf, stayOf } from './stay';
import type { Invariant, Violation } from './violation';

type Deploy = Extract<Effect, { kind: 'deploy' }>;

/**
 * Watches a pipeline from outside: it knows the plan, the events that went in and the effects that came out, and nothing
 * of the state in between. It says which invariant a step breaks.
 */
export class Witness {
  public readonly violations: Violation[] = [];
  private nowMs: number;
  private readonly arrived = new Map<string, { author: string; type: string; artifacts: string; order: number }>();
  private readonly stays = new Map<string, Stay>();
  private readonly done = new Map<string, Set<string>>();
  private readonly away = new Map<string, Set<string>>();
  /** Where a release was overtaken; it may come back there only through a veto that is lifted, or another wave that is done. */
  private readonly superseded = new Map<string, Set<string>>();
  private readonly vetoed = new Set<string>();
  private readonly openWindows = new Set<string>();
  private readonly inactiveFreezes = new Set<string>();

  constructor(private readonly plan: PlanDocument, nowMs: number) {
    this.nowMs = nowMs;
  }

  /** It saw a release go through all waves. */
  public static settled(plan: PlanDocument, { version, author, type, artifacts }: ReleaseSpec): Witness {
    const witness = new Witness(plan, 0);
    witness.arrived.set(version, { author, type, artifacts: JSON.stringify(artifacts), order: 0 });
    for (const { name } of plan.waves) add(witness.done, name, version);
    return witness;
  }

  /** One that has seen the same, and then sees something else. */
  public copy(): Witness {
    const copy = new Witness(this.plan, this.nowMs);
    for (const [version, release] of this.arrived) copy.arrived.set(version, release);
    for (const [wave, stay] of this.stays) copy.stays.set(wave, copyOf(stay));
    for (const key of ['done', 'away', 'superseded'] as const) for (const [wave, versions] of this[key]) copy[key].set(wave, new Set(versions));
    for (const key of ['vetoed', 'openWindows', 'inactiveFreezes'] as const) for (const value of this[key]) copy[key].add(value);
    return copy;
  }

  /** What it remembers of a wave. */
  public memoryOf(wave: string): { readonly stay: Stay | undefined; readonly done: string; readonly away: string; readonly superseded: string } {
    const names = (set: Set<string> | undefined) => [...set ?? []].sort().join();
    return { stay: this.stays.get(wave), done: names(this.done.get(wave)), away: names(this.away.get(wave)), superseded: names(this.superseded.get(wave)) };
  }

  public see(event: PipelineEvent, effects: Effect[]): void {
    const duty = 'wave' in event ? dutyOf(this.plan, event, this.stays.get(event.wave), this.runningIn(event.wave) ?? undefined) : undefined;
    const reach = duty && this.reach(duty);
    this.hear(event, effects);
    for (const effect of effects) this.watch(effect);
    if (duty && reach) for (const what of neglected(this.plan, duty.release, reach, effects)) this.break('I2', what);
  }

  // --- what goes in ---

  private hear(event: PipelineEvent, effects: Effect[]): void {
    switch (event.kind) {
      case 'timePassed':
        this.nowMs = Math.max(this.nowMs, event.toMs);
        return;
      case 'candidateArrived':
        if (this.arrived.has(event.release.version)) {
          if (!effects.some(({ kind }) => kind === 'rejected')) this.break('I6', `${event.release.version} arrived twice and was taken twice`);
          return;
        }
        this.arrived.set(event.release.version, {
          author: event.release.author, type: event.release.type, artifacts: JSON.stringify(event.release.artifacts), order: this.arrived.size,
        });
        return;
      case 'windowChanged':
        toggle(this.openWindows, `${event.wave}/${event.gate}`, event.open);
        return;
      case 'freezeChanged':
        toggle(this.inactiveFreezes, event.freeze, !event.active);
        return;
      case 'vetoLifted':
        if (!this.vetoed.delete(event.release)) return;
        if (!effects.some(({ kind }) => kind === 'vetoLifted')) this.break('I5', `${event.release} stays vetoed although a person lifted the veto`);
        this.comesBack(event.release);
        return;
      default:
        this.hearInWave(event, effects);
    }
  }

  private hearInWave(event: Extract<PipelineEvent, { wave: string }>, effects: Effect[]): void {
    const stay = this.stays.get(event.wave);
    if (!stay || ('release' in event && event.release !== stay.release)) return;
    switch (event.kind) {
      case 'approvalGiven': {
        const gate = this.gate(event.wave, event.gate);
        const author = this.arrived.get(stay.release)?.author;
        if (gate?.kind !== 'approval' || !event.groups.includes(gate.group) || (gate.excludeAuthor && event.by === author)) return;
        if (this.nowMs >= stay.sinceMs + gate.timeoutMs) return;
        (stay.approvers[event.gate] ??= new Set()).add(event.by);
        return;
      }
      case 'approvalRefused': {
        const gate = this.gate(event.wave, event.gate);
        if (gate?.kind === 'approval' && event.groups.includes(gate.group)) stay.lost.add(event.gate);
        return;
      }
      case 'gateJudged':
        if (event.verdict === 'fail' && isForGood(this.gate(event.wave, event.gate))) stay.lost.add(event.gate);
        stay.verdicts[event.gate] = event.verdict;
        return;
      case 'gateOverridden':
        stay.overridden.add(event.gate);
        return;
      case 'deploymentFinished':
        if (event.step === stay.step && event.outcome === 'succeeded') this.deployedIn(event.wave, stay, event.environment);
        return;
      case 'signalMeasured':
        stay.readings[`${event.environment}/${event.signal}`] = event.reading;
        return;
      case 'verificationJudged':
        stay.verified[event.verification] = event.verdict;
        return;
      case 'rollbackFinished':
        return this.goesBack(event, effects);
      case 'rollbackRetried':
        stay.isStuck = false;
    }
  }

  private deployedIn(name: string, stay: Stay, environment: string): void {
    stay.deployed.add(environment);
    if (stay.deployed.size < this.wave(name).environments.length || stay.watchedSinceMs !== undefined) return;
    stay.watchedSinceMs = this.nowMs;
    stay.readings = {};
  }

  // --- what comes out ---

  private watch(effect: Effect): void {
    switch (effect.kind) {
      case 'waiting':
        this.mayWait(effect.wave, effect.release);
        this.stays.set(effect.wave, stayOf(effect.release, false, this.nowMs));
        return;
      case 'dismissed':
        if (effect.cause !== 'vetoed') add(effect.cause === 'superseded' ? this.superseded : this.away, effect.wave, effect.release);
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
        this.stays.delete(effect.wave);
        add(this.done, effect.wave, effect.release);
        this.comesBack(effect.release);
        return;
      case 'vetoed':
        this.vetoed.add(effect.release);
        return;
      case 'withdrawn':
        this.done.get(effect.wave)?.delete(effect.release);
        return;
      case 'rollingBack':
        if (!this.vetoed.has(effect.release)) this.break('I5', `${effect.release} is undone in ${effect.wave} without a veto`);
        this.stays.set(effect.wave, stayOf(effect.release, true, this.nowMs));
        return;
      case 'rollBack':
        this.mayRollBack(effect);
        return;
      case 'rolledBack': {
        const stay = this.stays.get(effect.wave);
        if (stay && !this.isBack(effect.wave, stay)) this.break('I2', `${effect.release} counts as rolled back in ${effect.wave} before it is`);
        this.stays.delete(effect.wave);
      }
    }
  }

  /** A release begins to wait: nothing else may be in the wave, and of those that could be here it is the right one. */
  private mayWait(name: string, release: string): void {
    const stay = this.stays.get(name);
    if (stay) this.break('I5', `${release} waits at ${name} while ${stay.release} is there`);
    if (this.vetoed.has(release)) this.break('I5', `${release} waits at ${name} although it is vetoed`);
    const order = (version: string) => this.arrived.get(version)!.order;
    const newestDone = Math.max(-1, ...[...this.done.get(name) ?? []].map(order));
    if (order(release) < newestDone) this.break('I5', `${release} waits at ${name}, where something newer runs`);
    if (!this.plan.supersede) {
      const older = [...this.arrived.keys()].filter((other) => order(other) < order(release) && order(other) > newestDone && this.couldWait(name, other));
      if (older.length > 0) this.break('I5', `${release} waits at ${name} before ${older.join()}, which came first`);
      return;
    }
    const newer = [...this.arrived.keys()].filter((other) => order(other) > order(release) && this.couldWait(name, other));
    if (newer.length > 0) this.break('I5', `${release} waits at ${name} although ${newer.join()} could`);
  }

  /** Only what has no traffic yet can be sent away; the rest has to be undone. */
  private mayLeave(name: string, release: string): void {
    const stay = this.stays.get(name);
    if (stay?.release !== release) return;
    if (stay.entered) this.break('I5', `${release} is pushed out of ${name}, where it moves`);
    this.stays.delete(name);
  }

  private couldWait(name: string, release: string): boolean {
    return !this.vetoed.has(release) && !this.done.get(name)?.has(release) && !this.away.get(name)?.has(release)
      && !this.superseded.get(name)?.has(release)
      && this.undoneBefore(name, release).length === 0
      && this.stays.get(name)?.release !== release;
  }

  private mayDeploy(effect: Deploy): void {
    const stay = this.stays.get(effect.wave);
    if (!stay || stay.release !== effect.release) {
      this.break('I5', `${effect.release} is deployed to ${effect.wave}, where it is not`);
      return;
    }
    if (stay.undoing) this.break('I2', `${effect.release} is deployed to ${effect.wave} while it is being undone`);
    if (this.vetoed.has(effect.release)) this.break('I5', `${effect.release} is deployed to ${effect.wave} although it is vetoed`);
    if (JSON.stringify(effect.artifacts) !== this.arrived.get(effect.release)?.artifacts) {
      this.break('I6', `${effect.release} is deployed to ${effect.wave} with other digests than it arrived with`);
    }
    if (effect.step === stay.step) return; // the same step in another environment of the wave
    if (!stay.entered) this.mayEnter(effect.wave, stay);
    else this.mayStep(effect.wave, stay);
    if (effect.step !== stay.step + 1) this.break('I8', `${effect.release} skips from step ${stay.step} to ${effect.step} of ${effect.wave}`);
    stay.entered = true;
    stay.step = effect.step;
    stay.deployed = new Set();
    stay.watchedSinceMs = undefined;
    stay.readings = {};
  }

  private mayEnter(name: string, stay: Stay): void {
    const wave = this.wave(name);
    const undone = this.undoneBefore(name, stay.release);
    if (undone.length > 0) this.break('I1', `${stay.release} enters ${name} before ${undone.join()} is done`);
    for (const gate of wave.gates) {
      const breach = gateBreach(gate, stay, this.openWindows.has(`${name}/${gate.id}`), this.path(stay));
      if (breach) this.break(breach, `${stay.release} enters ${name} without ${gate.id}`);
    }
    const tiers = this.plan.environments.filter((environment) => wave.environments.includes(environment.name)).map(({ tier }) => tier);
    const frozen = this.plan.freezes.filter((freeze) => freeze.tiers.some((tier) => tiers.includes(tier)) && !this.inactiveFreezes.has(freeze.name));
    if (frozen.length > 0 && !stay.overridden.has('freeze') && !this.path(stay)?.passesFreezes) {
      this.break('I1', `${stay.release} enters ${name} during ${frozen[0].name}`);
    }
  }

  /** Waves before it, however long before, that the release has not been through. */
  private undoneBefore(name: string, release: string): string[] {
    return this.wave(name).after.flatMap((before) => [...this.undoneBefore(before, release), ...this.done.get(before)?.has(release) ? [] : [before]]);
  }

  private mayStep(name: string, stay: Stay): void {
    const wave = this.wave(name);
    if (stay.deployed.size < wave.environments.length) this.break('I1', `${stay.release} goes on in ${name} before its step is deployed everywhere`);
    this.watchedFor(name, stay, wave.shift.steps[stay.step]?.holdMs ?? 0);
  }

  /** The last step, when the release leaves it for verification or bake. */
  private through(name: string, next: 'baking' | 'verifying'): void {
    const stay = this.stays.get(name);
    if (!stay) return;
    const wave = this.wave(name);
    if (next === 'verifying' || wave.verifications.length === 0) this.finishedShift(name, stay);
    stay.phase = next;
    if (next === 'baking') {
      this.verifiedAll(name, stay);
      stay.watchedSinceMs = this.nowMs;
      stay.readings = {};
    }
  }

  private finishedShift(name: string, stay: Stay): void {
    const wave = this.wave(name);
    if (stay.step !== wave.shift.steps.length - 1) this.break('I8', `${stay.release} leaves the shift of ${name} at step ${stay.step}`);
    this.mayStep(name, stay);
  }

  private mayBeDone(name: string, release: string): void {
    const stay = this.stays.get(name);
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
    if (stay.watchedSinceMs === undefined || this.nowMs < stay.watchedSinceMs + lengthMs) {
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
      const stay = this.stays.get(name);
      if (stay?.release === release && stay.entered && !stay.undoing) return [[name, true]];
      const isThrough = this.done.get(name)?.has(release) && (scope === 'promoted' || name === wave);
      return isThrough ? [[name, this.runningIn(name) === release]] : [];
    }));
  }

  private mayRollBack({ wave, release, to }: Extract<Effect, { kind: 'rollBack' }>): void {
    if (to !== this.runningIn(wave)) this.break('I2', `${release} is rolled back in ${wave} to ${to}, which did not run there before`);
  }

  private goesBack(event: Extract<PipelineEvent, { kind: 'rollbackFinished' }>, effects: Effect[]): void {
    const stay = this.stays.get(event.wave);
    if (!stay?.undoing || stay.isStuck || event.to !== this.runningIn(event.wave) || !this.wave(event.wave).environments.includes(event.environment)) return;
    if (event.outcome === 'failed') {
      // what is back already cannot fail to go there
      stay.isStuck = !stay.back.has(event.environment);
      return;
    }
    stay.back.add(event.environment);
    const isOver = effects.some((effect) => effect.kind === 'rolledBack' && effect.wave === event.wave);
    if (this.isBack(event.wave, stay) && !isOver) this.break('I2', `${stay.release} is back everywhere in ${event.wave}, and still being rolled back`);
  }

  private isBack(wave: string, { back }: Stay): boolean {
    return back.size === this.wave(wave).environments.length;
  }

  // --- helpers ---

  private comesBack(release: string): void {
    for (const set of this.superseded.values()) set.delete(release);
  }

  /** What has all traffic when nothing moves. */
  private runningIn(wave: string): string | null {
    const order = (version: string) => this.arrived.get(version)!.order;
    return [...this.done.get(wave) ?? []].sort((one, other) => order(one) - order(other)).at(-1) ?? null;
  }

  private wave(name: string): PlannedWave {
    return this.plan.waves.find((wave) => wave.name === name)!;
  }

  private gate(wave: string, id: string): PlannedGate | undefined {
    return this.wave(wave).gates.find((gate) => gate.id === id);
  }

  private path(stay: Stay) {
    const type = this.arrived.get(stay.release)!.type;
    return this.plan.expedited.find(({ releaseTypes }) => releaseTypes.includes(type));
  }

  private break(invariant: Invariant, what: string): void {
    this.violations.push({ invariant, what });
  }
}

function toggle(set: Set<string>, value: string, present: boolean): void {
  if (present) set.add(value);
  else set.delete(value);
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key) ?? new Set();
  set.add(value);
  map.set(key, set);
}

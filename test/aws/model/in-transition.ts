import { changesBetween, isWithin } from '../../../src/plan/calendar';
import type { PlanDocument } from '../../../src/plan/document';
import type { Effect } from '../../../src/plan/effect';
import type { PipelineEvent, Reading } from '../../../src/plan/event';
import type { PipelineState } from '../../../src/plan/state';
import { initialState, moving, runningIn } from '../../../src/plan/state';
import { transition } from '../../../src/plan/transition';
import { TrafficLog } from '../../support/codepipeline/traffic-log';
import { VirtualTime } from '../../support/codepipeline/virtual-time';
import type { Ailment } from '../../support/codepipeline/world';
import { ailing, noticed } from '../../support/codepipeline/world';
import { digest } from '../../support/events';
import type { Outcome } from './outcome';
import type { Scenario } from './scenario';
import { answerOf, FIRST, HOUR, MINUTE, START_MS, THINKING_MS } from './scenario';

const JOB_MS = 5 * MINUTE;
const DEPLOYMENT_MS = 2 * MINUTE;

/** Plays a scenario with the transition as the engine. */
export function inTransition(plan: PlanDocument, told: Scenario): Outcome {
  return new Driver(plan, told).play();
}

/** The releases that the transition vetoes. */
export function vetoedIn(plan: PlanDocument, told: Scenario): string[] {
  const driver = new Driver(plan, told);
  driver.play();
  return driver.vetoed;
}

/** A world around the transition: does what its effects ask for and tells it what comes of it. */
class Driver {
  private readonly time = new VirtualTime(START_MS);
  private readonly log = new TrafficLog();
  private readonly effects: Effect[] = [];
  private readonly began: Record<string, number> = {};
  private state: PipelineState;
  private movedMs = START_MS;

  constructor(private readonly plan: PlanDocument, private readonly told: Scenario) {
    this.state = initialState(plan, START_MS);
  }

  public get vetoed(): string[] {
    return this.effects.flatMap((effect) => (effect.kind === 'vetoed' ? [effect.release] : []));
  }

  public play(): Outcome {
    const { candidates, endsAfterMs } = this.told;
    this.calendar(START_MS + endsAfterMs);
    for (const { version, afterMs, type } of [{ version: FIRST, afterMs: 0, type: undefined }, ...candidates]) {
      this.time.after(afterMs, () => this.tell({ kind: 'candidateArrived', release: released(version, type) }));
    }
    for (const { wave, afterMs } of this.told.orders) this.time.after(afterMs, () => this.tell({ kind: 'rollBackOrdered', wave, by: 'anna' }));
    this.time.spawn(this.watch());
    this.time.run(START_MS + endsAfterMs);
    return this.outcome();
  }

  private tell(event: PipelineEvent): void {
    if (this.state.nowMs < this.time.nowMs) this.apply({ kind: 'timePassed', toMs: this.time.nowMs });
    this.apply(event);
  }

  private apply(event: PipelineEvent): void {
    const [state, effects] = transition(this.plan, this.state, event);
    this.state = state;
    if (effects.length > 0) this.movedMs = this.time.nowMs;
    for (const effect of effects) {
      this.effects.push(effect);
      if (effect.kind === 'entered') this.began[`${effect.wave} ${effect.release}`] ??= this.time.nowMs;
      this.answer(effect);
    }
  }

  private answer(effect: Effect): void {
    const { time, told } = this;
    switch (effect.kind) {
      case 'wake':
        return time.after(effect.atMs - time.nowMs, () => this.tell({ kind: 'timePassed', toMs: time.nowMs }));
      case 'requestApproval': {
        const { wave, gate, release, group } = effect;
        const says = answerOf(told.answers, release, group);
        if (says === 'nothing') return;
        const kind = says === 'yes' ? 'approvalGiven' : 'approvalRefused';
        return time.after(THINKING_MS, () => this.tell({ kind, wave, gate, release, by: `somebody of ${group}`, groups: [group] }));
      }
      case 'judgeGate':
        return this.judge(effect);
      case 'deploy':
        return time.after(effect.step === 0 ? DEPLOYMENT_MS : 0, () => this.deployed(effect));
      case 'verify': {
        const { wave, verification, release } = effect;
        const planned = this.wave(wave).verifications.find(({ id }) => id === verification)!;
        const verdict = planned.kind === 'job' && this.fails(planned.job.name, release) ? 'fail' : 'pass';
        return time.after(JOB_MS, () => this.tell({ kind: 'verificationJudged', wave, verification, release, verdict }));
      }
      case 'rollBack': {
        const { wave, environment, to } = effect;
        return time.after(0, () => {
          this.log.set(environment, to === null ? {} : { [to]: 100 }, time.nowMs);
          this.tell({ kind: 'rollbackFinished', wave, environment, to, outcome: 'succeeded' });
        });
      }
      default:
    }
  }

  private judge({ wave, gate, release }: Extract<Effect, { kind: 'judgeGate' }>): void {
    const planned = this.wave(wave).gates.find(({ id }) => id === gate)!;
    // a quiet gate is looked at again and again, see watch()
    if (planned.kind === 'quiet') {
      if (release === FIRST && this.told.firstIsLetIn) this.time.after(0, () => this.tell({ kind: 'gateOverridden', wave, gate, release, by: 'somebody on call' }));
      return;
    }
    const verdict = planned.kind === 'check' && this.fails(planned.job.name, release) ? 'fail' : 'pass';
    this.time.after(JOB_MS, () => this.tell({ kind: 'gateJudged', wave, gate, release, verdict }));
  }

  private deployed({ wave, environment, release, step, percent }: Extract<Effect, { kind: 'deploy' }>): void {
    const progress = this.progress(wave);
    if (progress?.release !== release || !moving(progress)) return;
    const failed = this.told.failedDeployments.some((deployment) => deployment.environment === environment && deployment.release === release);
    const before = runningIn(this.state.waves[this.plan.waves.indexOf(this.wave(wave))]);
    if (!failed) this.log.set(environment, { ...(before === null ? {} : { [before]: 100 - percent }), [release]: percent }, this.time.nowMs);
    this.tell({ kind: 'deploymentFinished', wave, environment, release, step, outcome: failed ? 'failed' : 'succeeded' });
  }

  /** Measures whatever somebody waits for, once a minute; more rarely where nothing has come of it for hours. */
  private* watch() {
    for (;;) {
      yield* this.time.until(() => this.state.waves.some(({ current }) => current !== null && current.phase !== 'rollbackFailed'));
      for (const wave of this.plan.waves) {
        this.measure(wave.name);
        for (const gate of wave.gates) if (gate.kind === 'quiet') this.listen(wave.name, gate.id, gate.signals);
      }
      yield* this.time.sleep(this.time.nowMs - this.movedMs > 2 * HOUR ? 10 * MINUTE : MINUTE);
    }
  }

  private measure(name: string): void {
    for (const trigger of this.wave(name).triggers) {
      for (const environment of this.wave(name).environments) {
        const current = this.progress(name);
        if (trigger.kind !== 'signal' || !current || !moving(current)) continue;
        const { release } = current;
        this.tell({ kind: 'signalMeasured', wave: name, environment, release, signal: trigger.signal, reading: this.reading(environment, trigger.signal, release) });
      }
    }
  }

  private listen(name: string, gate: string, signals: readonly string[]): void {
    const current = this.progress(name);
    if (current?.phase !== 'waiting') return;
    const readings = this.wave(name).environments.flatMap((environment) => signals.map((signal) => this.reading(environment, signal)));
    const verdict = readings.includes('fail') ? 'fail' : readings.includes('noData') ? 'inconclusive' : 'pass';
    if (current.gates[gate].verdict === verdict) return;
    this.tell({ kind: 'gateJudged', wave: name, gate, release: current.release, verdict });
  }

  /** What a signal says of one release, or of all that has traffic. */
  private reading(environment: string, name: string, release?: string): Reading {
    const { measure, periodMs, datapointsToFail, datapointsObserved, scope } = this.plan.signals.find((signal) => signal.name === name)!;
    const attention = { afterMs: datapointsToFail * periodMs, lingersMs: (datapointsObserved - datapointsToFail + 1) * periodMs };
    const spells = this.log.of([environment]).filter((spell) => scope === 'service' || release === undefined || spell.release === release);
    const shows = (ailment: Ailment) => noticed(ailing(this.told, environment, ailment, spells), attention, this.time.nowMs);
    if (spells.every(({ toMs }) => toMs <= this.time.nowMs) || shows('silence')) return 'noData';
    return shows(({ errorRatio: 'errors', latency: 'latency' } as Record<string, Ailment>)[measure.kind] ?? 'custom') ? 'fail' : 'pass';
  }

  private calendar(untilMs: number): void {
    for (const wave of this.plan.waves) {
      for (const gate of wave.gates) {
        if (gate.kind !== 'window') continue;
        for (const { hours } of gate.windows) {
          const opens = (open: boolean) => this.tell({ kind: 'windowChanged', wave: wave.name, gate: gate.id, open });
          opens(isWithin(hours, START_MS));
          for (const { atMs, within } of changesBetween(hours, START_MS, untilMs)) this.time.after(atMs - START_MS, () => opens(within));
        }
      }
    }
    for (const { name, span } of this.plan.freezes) {
      const freezes = (active: boolean) => this.tell({ kind: 'freezeChanged', freeze: name, active });
      freezes(isWithin(span, START_MS));
      for (const { atMs, within } of changesBetween(span, START_MS, untilMs)) this.time.after(atMs - START_MS, () => freezes(within));
    }
  }

  private outcome(): Outcome {
    const of = <K extends Effect['kind']>(kind: K) => this.effects.filter((effect): effect is Extract<Effect, { kind: K }> => effect.kind === kind);
    return {
      runs: Object.fromEntries(this.plan.environments.map(({ name }) => [name, this.log.running(name)])),
      everAlone: Object.fromEntries(this.plan.environments.map(({ name }) => [name, this.log.everAlone([name])])),
      began: this.began,
      done: Object.fromEntries(this.plan.waves.map(({ name }, i) => [name, this.state.waves[i].history])),
      undone: of('rolledBack').map(({ wave, release }) => `${wave} ${release}`),
      turnedAway: of('dismissed').filter(({ cause }) => ['refused', 'timedOut', 'failedGate'].includes(cause)).map(({ wave, release }) => `${wave} ${release}`),
      asked: of('requestApproval').map(({ wave, group, release }) => `${wave} ${group} ${release}`),
      onItsWay: this.plan.waves.flatMap(({ name }) => (this.progress(name) ? [`${name} ${this.progress(name)!.release}`] : [])),
    };
  }

  private fails(job: string, release: string): boolean {
    return this.told.failedJobs.some((failed) => failed.job === job && failed.release === release);
  }

  private wave(name: string) {
    return this.plan.waves.find((wave) => wave.name === name)!;
  }

  private progress(name: string) {
    return this.state.waves[this.plan.waves.findIndex((wave) => wave.name === name)].current;
  }
}

function released(version: string, type = 'feature') {
  return { version, commit: `commit of ${version}`, author: 'ann', type, artifacts: [{ name: 'app', digest: digest(Number(version.split('.')[1])) }] };
}

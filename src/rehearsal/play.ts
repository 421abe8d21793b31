import type { SignalSpec, TrafficSpec } from '../model/spec';
import type { PlanDocument, PlannedWave } from '../plan/document';
import type { ActionEffect, RecordEffect } from '../plan/effect';
import type { PipelineEvent, Reading } from '../plan/event';
import { lookup } from '../plan/lookup';
import { MOMENTARY } from '../plan/moves/gates';
import type { PipelineState, Progress } from '../plan/state';
import { atRest, moving } from '../plan/state';
import { transition } from '../plan/transition';
import { triggerNames } from '../plan/wave-facts';
import { Agenda } from './agenda';
import type { CalendarEntry } from './calendar-events';
import { calendarOf } from './calendar-events';
import { built, CANDIDATE, NEWER, settled } from './candidates';
import { Exposure } from './exposure';
import type { Measured } from './gauge';
import { Gauge } from './gauge';
import { Layers } from './layers';
import { Moments } from './moments';
import type { OrderSpec } from './order';
import type { PersonSpec } from './person';
import type { Transition } from './prove/world';
import { Random } from './random';
import { isRecord } from './record-words';
import { Requests } from './requests';
import { logNormal } from './response-times';
import type { ScenarioSpec } from './scenario';
import { Symptoms } from './symptoms';

/** Something that was written down, and when. */
export interface Recorded {
  readonly atMs: number;
  readonly effect: RecordEffect;
}

const MINUTE_MS = 60_000;
const ANSWER_MS = 30 * MINUTE_MS;
/** Somebody looks at a rollback that failed. */
const RETRY_MS = 30 * MINUTE_MS;

/** Plays one story: the transition says what happens to the release, and this what happens in the world because of it. */
export class Play {
  public readonly records: Recorded[] = [];
  public readonly exposure: Exposure;
  public readonly requests: Requests;
  public state: PipelineState;
  /** When anything that is wrong with the candidate first showed somewhere. */
  public symptomMs: number | undefined;
  private readonly agenda = new Agenda<() => void>();
  private readonly deployed = new Layers();
  private readonly failedRollbacks = new Set<string>();
  private readonly moments: Moments;
  private readonly symptoms: Symptoms;
  private readonly healthy: Symptoms;
  private readonly measured: Measured;
  private readonly random: Random;
  private nowMs: number;
  /** What is sure to happen, whether or not the pipeline waits for it. */
  private due = 0;

  constructor(
    private readonly plan: PlanDocument, private readonly scenario: ScenarioSpec, traffic: TrafficSpec, private readonly startMs: number,
    private readonly step: Transition = transition,
  ) {
    this.nowMs = startMs;
    this.random = new Random(scenario.seed);
    this.moments = new Moments(startMs);
    this.symptoms = new Symptoms(scenario.faults, this.moments);
    this.healthy = new Symptoms([], this.moments);
    this.requests = new Requests(traffic, scenario.load);
    const { responseTimes, lostPointsRatio } = scenario;
    this.measured = { requests: this.requests, responseTimes: responseTimes && logNormal(responseTimes), lostPointsRatio };
    this.exposure = new Exposure(plan.environments.filter(({ tier }) => tier === 'production').map(({ name }) => name), this.requests, this.symptoms, startMs);
    this.state = settled(plan, startMs);
  }

  /** Until nothing is left to happen, or for as long as is looked at. */
  public run(): void {
    const { newerAfterMs, lastingAtMostMs, releaseType, orders } = this.scenario;
    for (const entry of calendarOf(this.plan)) this.follow(entry);
    for (const order of orders) this.moments.then(order.from, (fromMs) => this.surely(fromMs + order.afterMs, () => this.give(order)));
    this.tell({ kind: 'candidateArrived', release: built(CANDIDATE, releaseType) });
    if (newerAfterMs < Infinity) this.surely(this.startMs + newerAfterMs, () => this.tell({ kind: 'candidateArrived', release: built(NEWER, 'feature') }));
    const endMs = this.startMs + lastingAtMostMs;
    while (this.agenda.nextMs <= endMs && !this.over) {
      this.moveTo(this.agenda.nextMs);
      this.agenda.take()();
    }
    this.moveTo(this.over ? this.nowMs : endMs);
  }

  private get over(): boolean {
    return this.due === 0 && atRest(this.state);
  }

  private surely(atMs: number, happen: () => void): void {
    this.due++;
    this.agenda.plan(Math.max(atMs, this.nowMs), () => {
      this.due--;
      happen();
    });
  }

  private moveTo(atMs: number): void {
    this.exposure.advance(atMs, (environment) => this.deployed.presence(environment, CANDIDATE));
    this.symptomMs ??= this.firstShowingMs(atMs);
    this.nowMs = atMs;
    if (atMs > this.state.nowMs) this.tell({ kind: 'timePassed', toMs: atMs });
  }

  /** When anything that is wrong with the candidate first shows somewhere, from now until then. */
  private firstShowingMs(untilMs: number): number | undefined {
    const atMs = Math.min(...this.plan.environments.map(({ name }) => {
      const presence = this.deployed.presence(name, CANDIDATE);
      return (presence && this.symptoms.firstMs(presence, this.nowMs, untilMs)) ?? Infinity;
    }));
    return atMs < Infinity ? atMs : undefined;
  }

  private later(afterMs: number, happen: () => void): void {
    this.agenda.plan(this.nowMs + afterMs, happen);
  }

  private follow(entry: CalendarEntry): void {
    this.tell(entry.tell(this.nowMs));
    const nextMs = entry.nextMs(this.nowMs);
    if (nextMs !== undefined) this.agenda.plan(nextMs, () => this.follow(entry));
  }

  private tell(event: PipelineEvent): void {
    const [state, effects] = this.step(this.plan, this.state, event);
    this.state = state;
    for (const effect of effects) {
      if (isRecord(effect)) this.write(effect);
      else this.act(effect);
    }
  }

  private write(effect: RecordEffect): void {
    this.records.push({ atMs: this.nowMs, effect });
    this.moments.note(effect, this.nowMs);
  }

  private give(order: OrderSpec): void {
    const { by } = order;
    switch (order.kind) {
      case 'hold': return this.tell({ kind: 'heldByOperator', wave: order.wave, by });
      case 'resume': return this.tell({ kind: 'resumedByOperator', wave: order.wave, by });
      case 'rollBack': return this.tell({ kind: 'rollBackOrdered', wave: order.wave, by });
      case 'retryRollback': return this.tell({ kind: 'rollbackRetried', wave: order.wave, by });
      case 'override': return this.tell({ kind: 'gateOverridden', wave: order.wave, gate: order.gate, release: CANDIDATE, by });
      case 'liftVeto': return this.tell({ kind: 'vetoLifted', release: CANDIDATE, by });
    }
  }

  private act(effect: ActionEffect): void {
    switch (effect.kind) {
      case 'wake': return this.agenda.plan(effect.atMs, () => undefined);
      case 'requestApproval': return this.ask(effect);
      case 'judgeGate': return this.judge(effect);
      case 'deploy': return this.deploy(effect);
      case 'verify': return this.verify(effect);
      case 'rollBack': return this.rollBack(effect);
    }
  }

  private ask({ wave, gate, release, group }: Extract<ActionEffect, { kind: 'requestApproval' }>): void {
    for (const { name, groups, answer, afterMs } of this.scenario.people ?? this.willing(wave, gate, group)) {
      if (!groups.includes(group)) continue;
      this.later(afterMs, () => this.tell({ kind: answer === 'approves' ? 'approvalGiven' : 'approvalRefused', wave, gate, release, by: name, groups }));
    }
  }

  private willing(wave: string, id: string, group: string): PersonSpec[] {
    const gate = this.wave(wave).gates.find((candidate) => candidate.id === id);
    const quorum = gate?.kind === 'approval' ? gate.quorum : 1;
    return Array.from({ length: quorum }, (_, i) => ({ name: `${group}-${i + 1}`, groups: [group], answer: 'approves', afterMs: ANSWER_MS }));
  }

  private judge({ wave, gate: id, release }: Extract<ActionEffect, { kind: 'judgeGate' }>): void {
    const gate = this.wave(wave).gates.find((candidate) => candidate.id === id)!;
    const askedMs = this.nowMs;
    const symptoms = this.symptomsOf(release);
    const verdict = () => (symptoms.closes(id, askedMs, this.nowMs) ? 'fail' as const : 'pass' as const);
    const answer = (now = verdict()) => this.tell({ kind: 'gateJudged', wave, gate: id, release, verdict: now });
    if (!MOMENTARY.has(gate.kind)) {
      const asked = verdict();
      this.later(gate.kind === 'check' || gate.kind === 'evidence' ? this.scenario.jobMs : MINUTE_MS, () => answer(asked));
      return;
    }
    if (verdict() === 'fail') answer();
    else this.later(MINUTE_MS, answer);
    for (const atMs of this.changesOf(release, id, askedMs)) this.agenda.plan(atMs, answer);
  }

  /** When what a gate asks about begins and ceases to be wrong, as far as it is known when the gate is asked. */
  private changesOf(release: string, gate: string, askedMs: number): number[] {
    if (release !== CANDIDATE) return [];
    return this.scenario.faults.flatMap((fault) => {
      const fromMs = fault.from ? this.moments.msOf(fault.from) : askedMs;
      return fault.kind === 'gate' && fault.gate === gate && fromMs !== undefined ? [fromMs + fault.afterMs, fromMs + fault.untilMs] : [];
    }).filter((atMs) => atMs > askedMs && atMs < Infinity);
  }

  private deploy({ wave, environment, release, step, percent }: Extract<ActionEffect, { kind: 'deploy' }>): void {
    const { deploymentMs, movingMs } = this.scenario;
    const fails = step === 0 && this.symptomsOf(release).fails('deployment', environment, this.nowMs);
    this.later(step === 0 ? deploymentMs : movingMs, () => {
      const current = this.current(wave);
      if (current?.release !== release || current.phase !== 'shifting' || current.step !== step) return;
      if (!fails) this.present(this.wave(wave), environment, release, step, percent);
      this.tell({ kind: 'deploymentFinished', wave, environment, release, step, outcome: fails ? 'failed' : 'succeeded' });
    });
  }

  /** The version has a share of the traffic from now on, and is measured from its first request. */
  private present(wave: PlannedWave, environment: string, release: string, step: number, percent: number): void {
    const top = this.deployed.top(environment);
    if (step > 0 && top?.release === release) {
      this.deployed.put({ ...top, percent });
      return;
    }
    const signals = measured(this.plan, wave);
    const gauges = new Map(signals.map((signal) => [signal.name, new Gauge(signal, this.measured, this.random)]));
    this.deployed.put({ environment, release, percent, sinceMs: this.nowMs, gauges });
    for (const signal of signals) this.later(signal.periodMs, () => this.measure(wave, environment, release, signal, gauges.get(signal.name)!));
  }

  private measure(wave: PlannedWave, environment: string, release: string, signal: SignalSpec, gauge: Gauge): void {
    const presence = this.deployed.top(environment);
    const current = this.current(wave.name);
    // one that was deployed again has gauges of its own
    if (presence?.gauges.get(signal.name) !== gauge || current?.release !== release || !moving(current)) return;
    gauge.measure(this.symptomsOf(release), presence, this.nowMs);
    const { reading } = gauge;
    this.later(this.scenario.deliveryMs, () => this.tell({ kind: 'signalMeasured', wave: wave.name, environment, release, signal: signal.name, reading }));
    this.later(signal.periodMs, () => this.measure(wave, environment, release, signal, gauge));
  }

  private verify({ wave: name, verification: id, release }: Extract<ActionEffect, { kind: 'verify' }>): void {
    const wave = this.wave(name);
    const verification = wave.verifications.find((candidate) => candidate.id === id)!;
    const answer = () => this.tell({
      kind: 'verificationJudged', wave: name, verification: id, release, verdict: this.symptomsOf(release).verdict(id)
        ?? (verification.kind === 'job' ? 'pass' : verdictOf(wave.environments.map((environment) => this.deployed.top(environment)?.gauges.get(verification.signal)?.reading))),
    });
    this.later(verification.kind === 'job' ? this.scenario.jobMs : verification.durationMs, answer);
  }

  private rollBack({ wave, environment, release, to }: Extract<ActionEffect, { kind: 'rollBack' }>): void {
    const fails = !this.failedRollbacks.has(environment)
      && this.symptomsOf(release).fails('rollback', environment, this.nowMs);
    this.later(this.scenario.movingMs, () => {
      if (fails) {
        this.failedRollbacks.add(environment);
        if (!this.isRetryOrdered(wave)) this.later(RETRY_MS, () => this.tell({ kind: 'rollbackRetried', wave, by: 'operator' }));
      } else {
        this.deployed.backTo(environment, to);
      }
      this.tell({ kind: 'rollbackFinished', wave, environment, to, outcome: fails ? 'failed' : 'succeeded' });
    });
  }

  private wave(name: string): PlannedWave {
    return lookup(this.plan).byName.get(name)!.wave;
  }

  private current(wave: string): Progress | null {
    return this.state.waves[lookup(this.plan).byName.get(wave)!.index].current;
  }

  private isRetryOrdered(wave: string): boolean {
    return this.scenario.orders.some((order) => order.kind === 'retryRollback' && order.wave === wave);
  }

  /** Only the candidate of the story has any. */
  private symptomsOf(release: string): Symptoms {
    return release === CANDIDATE ? this.symptoms : this.healthy;
  }
}

/** The signals that undo in a wave, and those its verifications measure. */
function measured(plan: PlanDocument, wave: PlannedWave): SignalSpec[] {
  const names = new Set([...triggerNames(wave), ...wave.verifications.flatMap((verification) => (verification.kind === 'measurement' ? [verification.signal] : []))]);
  return plan.signals.filter(({ name }) => names.has(name));
}

function verdictOf(readings: (Reading | undefined)[]): 'pass' | 'fail' | 'inconclusive' {
  if (readings.includes('fail')) return 'fail';
  return readings.every((reading) => reading === 'pass') ? 'pass' : 'inconclusive';
}

import type { SignalSpec, TrafficSpec } from '../model/spec';
import { DELIVERY_MS } from '../plan/detection';
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
import type { FaultSpec } from './fault';
import { Gauge } from './gauge';
import type { PersonSpec } from './person';
import { Random } from './random';
import { isRecord } from './record-words';
import type { ScenarioSpec } from './scenario';
import type { Presence } from './symptoms';
import { shows } from './symptoms';

/** Something that was written down, and when. */
export interface Recorded {
  readonly atMs: number;
  readonly effect: RecordEffect;
}

/** A version in an environment, and how it is measured there. */
interface Deployed extends Presence {
  readonly release: string;
  readonly gauges: Map<string, Gauge>;
}

const MINUTE_MS = 60_000;
const ANSWER_MS = 30 * MINUTE_MS;
/** Somebody looks at a rollback that failed. */
const RETRY_MS = 30 * MINUTE_MS;

/** Plays one story: the transition says what happens to the release, and this what happens in the world because of it. */
export class Play {
  public readonly records: Recorded[] = [];
  public readonly exposure: Exposure;
  public state: PipelineState;
  private readonly agenda = new Agenda<() => void>();
  private readonly deployed = new Map<string, Deployed>();
  private readonly failedRollbacks = new Set<string>();
  /** Where customers are. */
  private readonly serving: ReadonlySet<string>;
  private readonly random: Random;
  private nowMs: number;

  constructor(
    private readonly plan: PlanDocument, private readonly scenario: ScenarioSpec, private readonly traffic: TrafficSpec, private readonly startMs: number,
  ) {
    this.nowMs = startMs;
    this.random = new Random(scenario.seed);
    this.serving = new Set(plan.environments.filter(({ tier }) => tier === 'production').map(({ name }) => name));
    this.exposure = new Exposure(traffic, scenario.faults, startMs);
    this.state = settled(plan, startMs);
  }

  /** Until nothing is left to happen, or for as long as is looked at. */
  public run(): void {
    const { newerAfterMs, lastingAtMostMs, releaseType } = this.scenario;
    for (const entry of calendarOf(this.plan)) this.follow(entry);
    this.tell({ kind: 'candidateArrived', release: built(CANDIDATE, releaseType) });
    if (newerAfterMs < Infinity) this.later(newerAfterMs, () => this.tell({ kind: 'candidateArrived', release: built(NEWER, 'feature') }));
    const endMs = this.startMs + lastingAtMostMs;
    while (this.agenda.nextMs <= endMs && !this.over) {
      this.moveTo(this.agenda.nextMs);
      this.agenda.take()();
    }
    if (!this.over) this.moveTo(endMs);
  }

  private get over(): boolean {
    const newerIsDue = this.scenario.newerAfterMs < Infinity && !this.state.candidates[NEWER];
    return atRest(this.state) && !newerIsDue;
  }

  private moveTo(atMs: number): void {
    this.exposure.advance(atMs, [...this.deployed.values()].filter(({ release, environment }) => release === CANDIDATE && this.serving.has(environment)));
    this.nowMs = atMs;
    if (atMs > this.state.nowMs) this.tell({ kind: 'timePassed', toMs: atMs });
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
    const [state, effects] = transition(this.plan, this.state, event);
    this.state = state;
    for (const effect of effects) {
      if (isRecord(effect)) this.records.push({ atMs: this.nowMs, effect });
      else this.act(effect);
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
    const fault = this.faultsOf(release).find((candidate) => candidate.kind === 'gate' && candidate.gate === id && shows(candidate, '', askedMs, askedMs));
    const answer = (verdict: 'pass' | 'fail') => this.tell({ kind: 'gateJudged', wave, gate: id, release, verdict });
    if (fault && MOMENTARY.has(gate.kind)) {
      answer('fail');
      if (fault.untilMs < Infinity) this.later(fault.untilMs, () => answer('pass'));
      return;
    }
    this.later(gate.kind === 'check' || gate.kind === 'evidence' ? this.scenario.jobMs : MINUTE_MS, () => answer(fault ? 'fail' : 'pass'));
  }

  private deploy({ wave, environment, release, step, percent }: Extract<ActionEffect, { kind: 'deploy' }>): void {
    const { deploymentMs, movingMs } = this.scenario;
    const fails = step === 0 && this.faultsOf(release).some((fault) => fault.kind === 'deployment' && shows(fault, environment, this.nowMs, this.nowMs));
    this.later(step === 0 ? deploymentMs : movingMs, () => {
      const current = this.current(wave);
      if (current?.release !== release || current.phase !== 'shifting' || current.step !== step) return;
      if (!fails) this.present(this.wave(wave), environment, release, percent);
      this.tell({ kind: 'deploymentFinished', wave, environment, release, step, outcome: fails ? 'failed' : 'succeeded' });
    });
  }

  /** The version has a share of the traffic from now on, and is measured from its first request. */
  private present(wave: PlannedWave, environment: string, release: string, percent: number): void {
    const before = this.deployed.get(environment);
    const stays = before?.release === release ? before : undefined;
    const gauges = stays?.gauges ?? new Map(measured(this.plan, wave).map((signal) => [signal.name, new Gauge(signal, this.traffic, this.random)]));
    this.deployed.set(environment, { environment, release, percent, sinceMs: stays?.sinceMs ?? this.nowMs, gauges });
    if (stays) return;
    for (const signal of measured(this.plan, wave)) this.later(signal.periodMs, () => this.measure(wave, environment, release, signal));
  }

  private measure(wave: PlannedWave, environment: string, release: string, signal: SignalSpec): void {
    const presence = this.deployed.get(environment);
    const current = this.current(wave.name);
    if (presence?.release !== release || current?.release !== release || !moving(current)) return;
    const gauge = presence.gauges.get(signal.name)!;
    gauge.measure(this.faultsOf(release), presence, this.nowMs);
    const { reading } = gauge;
    this.later(DELIVERY_MS, () => this.tell({ kind: 'signalMeasured', wave: wave.name, environment, release, signal: signal.name, reading }));
    this.later(signal.periodMs, () => this.measure(wave, environment, release, signal));
  }

  private verify({ wave: name, verification: id, release }: Extract<ActionEffect, { kind: 'verify' }>): void {
    const wave = this.wave(name);
    const verification = wave.verifications.find((candidate) => candidate.id === id)!;
    const fault = this.faultsOf(release).find((candidate) => candidate.kind === 'verification' && candidate.verification === id);
    const answer = () => this.tell({
      kind: 'verificationJudged', wave: name, verification: id, release, verdict: fault?.kind === 'verification' ? fault.verdict
        : verification.kind === 'job' ? 'pass' : verdictOf(wave.environments.map((environment) => this.deployed.get(environment)?.gauges.get(verification.signal)?.reading)),
    });
    this.later(verification.kind === 'job' ? this.scenario.jobMs : verification.durationMs, answer);
  }

  private rollBack({ wave, environment, release, to }: Extract<ActionEffect, { kind: 'rollBack' }>): void {
    const fails = !this.failedRollbacks.has(environment)
      && this.faultsOf(release).some((fault) => fault.kind === 'rollback' && shows(fault, environment, this.nowMs, this.nowMs));
    this.later(this.scenario.movingMs, () => {
      if (fails) {
        this.failedRollbacks.add(environment);
        this.later(RETRY_MS, () => this.tell({ kind: 'rollbackRetried', wave, by: 'operator' }));
      } else if (this.deployed.get(environment)?.release === release) {
        this.deployed.delete(environment);
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

  /** Only the candidate of the story has any. */
  private faultsOf(release: string): readonly FaultSpec[] {
    return release === CANDIDATE ? this.scenario.faults : [];
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

import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { Effect } from '../../plan/effect';
import type { PipelineEvent } from '../../plan/event';
import { lookup } from '../../plan/lookup';
import { pathOf } from '../../plan/path';
import type { PipelineState, Progress } from '../../plan/state';
import { moving } from '../../plan/state';
import { transition } from '../../plan/transition';
import { built, settled } from '../candidates';
import { versionOf } from './layout';
import { MoveKind, moveOf } from './move';
import { isVisible } from './projection';
import type { Transition, World } from './world';

const OPERATOR = 'operator';

/** Makes moves with the events that they stand for, through the transition. */
export class Enactment {
  public state: PipelineState;
  /** Everything that was done and written down. */
  public readonly effects: Effect[] = [];

  constructor(
    private readonly plan: PlanDocument, private readonly world: World, private readonly observed: ReadonlySet<number>,
    private readonly step: Transition = transition,
  ) {
    this.state = settled(plan, 0);
  }

  public make(code: number): void {
    const { kind, index } = moveOf(code);
    const wave = this.plan.waves[index];
    switch (kind) {
      case MoveKind.ARRIVE:
        return this.arrive();
      case MoveKind.ENTER:
        return this.enter(index);
      case MoveKind.TURN_AWAY:
        return this.turnAway(wave, this.at(index));
      case MoveKind.ADVANCE:
        return this.advance(index);
      case MoveKind.UNDO:
      case MoveKind.UNDO_PROMOTED:
        return this.undo(index, kind === MoveKind.UNDO ? 'wave' : 'promoted');
      case MoveKind.ORDER:
        return this.tell({ kind: 'rollBackOrdered', wave: wave.name, by: OPERATOR });
      case MoveKind.FINISH_ROLLBACK:
        return this.finishRollback(wave, this.at(index));
      case MoveKind.FAIL_ROLLBACK: {
        const { to, finished } = this.at(index);
        const environment = wave.environments.find((name) => !finished.includes(name))!;
        return this.tell({ kind: 'rollbackFinished', wave: wave.name, environment, to, outcome: 'failed' });
      }
      case MoveKind.RETRY_ROLLBACK:
        return this.tell({ kind: 'rollbackRetried', wave: wave.name, by: OPERATOR });
      case MoveKind.LIFT:
        return this.tell({ kind: 'vetoLifted', release: versionOf(index), by: OPERATOR });
    }
  }

  private arrive(): void {
    const arrived = Object.keys(this.state.candidates).length;
    this.tell({ kind: 'candidateArrived', release: built(versionOf(2 ** arrived), this.world.types[arrived]) });
  }

  /** Windows open for it, then everybody answers, and the glass is broken where a freeze holds. */
  private enter(index: number): void {
    const { name: wave, gates } = this.plan.waves[index];
    const { release, held } = this.at(index);
    if (held) this.resume(wave);
    const windows = gates.filter(({ kind }) => kind === 'window').map(({ id }) => id);
    for (const gate of windows) this.tell({ kind: 'windowChanged', wave, gate, open: true });
    for (const gate of gates) {
      const about = { wave, gate: gate.id, release };
      if (gate.kind === 'approval') {
        for (let i = 1; i <= gate.quorum; i++) this.tell({ kind: 'approvalGiven', ...about, by: `${gate.group}-${i}`, groups: [gate.group] });
      } else if (gate.kind !== 'window') {
        this.tell({ kind: 'gateJudged', ...about, verdict: 'pass' });
      }
    }
    const { passesFreezes } = pathOf(this.plan, this.state.candidates[release].release.type);
    const holds = lookup(this.plan).entries[index].freezes.length > 0 && !passesFreezes;
    if (holds) this.tell({ kind: 'gateOverridden', wave, gate: 'freeze', release, by: OPERATOR });
    for (const gate of windows) this.tell({ kind: 'windowChanged', wave, gate, open: false });
  }

  private turnAway({ name: wave, gates }: PlannedWave, { release }: Progress): void {
    const approval = gates.find(({ kind }) => kind === 'approval');
    if (approval?.kind === 'approval') {
      this.tell({ kind: 'approvalRefused', wave, gate: approval.id, release, by: `${approval.group}-1`, groups: [approval.group] });
      return;
    }
    const judged = gates.find(({ kind }) => kind === 'check' || kind === 'evidence' || kind === 'change')!;
    this.tell({ kind: 'gateJudged', wave, gate: judged.id, release, verdict: 'fail' });
  }

  private advance(index: number): void {
    const before = this.at(index);
    this.whileIn(index, () => {
      const now = this.state.waves[index].current;
      return now?.release === before.release && moving(now) && (now.phase === before.phase || !isVisible(now.phase, this.observed));
    });
  }

  /** All goes well in the wave for as long as that holds. */
  private whileIn(index: number, goesOn: () => boolean): void {
    const wave = this.plan.waves[index];
    // as many events as all phases together can ask for, so that a transition that does not go on ends as well
    const most = (wave.shift.steps.length + 2) * (wave.environments.length * (wave.triggers.length + 1) + 3) + wave.verifications.length;
    for (let i = 0; i < most && goesOn(); i++) this.wellIn(index);
  }

  private wellIn(index: number): void {
    const wave = this.plan.waves[index];
    const current = this.at(index);
    const about = { wave: wave.name, release: current.release };
    if (current.held) return this.resume(wave.name);
    if (current.phase === 'shifting' && current.watchedSinceMs === null) {
      const environment = wave.environments.find((name) => !current.finished.includes(name))!;
      return this.tell({ kind: 'deploymentFinished', ...about, environment, step: current.step, outcome: 'succeeded' });
    }
    const open = wave.verifications.find(({ id }) => current.verdicts[id] !== 'pass');
    if (current.phase === 'verifying' && open) return this.tell({ kind: 'verificationJudged', ...about, verification: open.id, verdict: 'pass' });
    for (const { name: signal } of lookup(this.plan).entries[index].watched) {
      const environment = wave.environments.find((name) => current.readings[`${name}/${signal}`] !== 'pass');
      if (environment) return this.tell({ kind: 'signalMeasured', ...about, environment, signal, reading: 'pass' });
    }
    this.age(index);
    this.tell({ kind: 'timePassed', toMs: this.state.nowMs });
  }

  /** Deadlines of waves have any order, so the time of one wave passes alone: what it watches began so much earlier. */
  private age(index: number): void {
    const { bakeMs, shift } = this.plan.waves[index];
    const longestMs = Math.max(bakeMs, ...shift.steps.map(({ holdMs }) => holdMs));
    const waves = this.state.waves.map((wave, i) => (i === index
      ? { ...wave, current: { ...wave.current!, watchedSinceMs: wave.current!.watchedSinceMs! - longestMs } } : wave));
    this.state = { ...this.state, waves };
  }

  private undo(index: number, scope: 'wave' | 'promoted'): void {
    const wave = this.plan.waves[index];
    const about = { wave: wave.name, release: this.at(index).release };
    const [environment] = wave.environments;
    const scoped = (kind: string) => (wave.triggers.some((trigger) => trigger.kind === kind && trigger.scope === 'promoted') ? 'promoted' : 'wave') === scope;
    const signal = wave.triggers.find((trigger) => trigger.kind === 'signal' && trigger.scope === scope);
    if (signal?.kind === 'signal') return this.tell({ kind: 'signalMeasured', ...about, environment, signal: signal.signal, reading: 'fail' });
    if (scoped('operator')) return this.tell({ kind: 'rollBackOrdered', wave: wave.name, by: OPERATOR });
    if (scoped('failedDeployment') && this.at(index).phase === 'shifting') {
      const { step } = this.at(index);
      return this.tell({ kind: 'deploymentFinished', ...about, environment, step, outcome: 'failed' });
    }
    this.whileIn(index, () => this.state.waves[index].current?.phase === 'shifting');
    this.tell({ kind: 'verificationJudged', ...about, verification: wave.verifications[0].id, verdict: 'fail' });
  }

  private resume(wave: string): void {
    this.tell({ kind: 'resumedByOperator', wave, by: OPERATOR });
  }

  private finishRollback({ name: wave, environments }: PlannedWave, { phase, to, finished }: Progress): void {
    if (phase === 'rollbackFailed') this.tell({ kind: 'rollbackRetried', wave, by: OPERATOR });
    for (const environment of environments) {
      if (!finished.includes(environment)) this.tell({ kind: 'rollbackFinished', wave, environment, to, outcome: 'succeeded' });
    }
  }

  private at(index: number): Progress {
    return this.state.waves[index].current!;
  }

  private tell(event: PipelineEvent): void {
    const [state, effects] = this.step(this.plan, this.state, event);
    this.state = state;
    this.effects.push(...effects);
  }
}

import { Construct } from 'constructs';
import type { ReleasePipelineProps } from 'spillway';
import { ReleasePipeline } from 'spillway';
import type { PlanDocument } from '../../src/plan/document';
import type { Effect } from '../../src/plan/effect';
import type { PipelineEvent, Reading } from '../../src/plan/event';
import { lower } from '../../src/plan/lower';
import type { PipelineState } from '../../src/plan/state';
import { initialState } from '../../src/plan/state';
import { transition } from '../../src/plan/transition';
import { digest } from './events';

/** Declares a pipeline outside any application. */
export function declared(props: Partial<ReleasePipelineProps>, build: (pipeline: ReleasePipeline) => void): ReleasePipeline {
  const root = new Construct(undefined as unknown as Construct, '');
  const pipeline = new ReleasePipeline(root, 'Shop', { service: 'shop', ...props });
  build(pipeline);
  return pipeline;
}

/** Tells a pipeline what happens, and remembers what it did. */
export class Story {
  public readonly plan: PlanDocument;
  public state: PipelineState;
  /** Effects of the last event. */
  public last: Effect[] = [];

  constructor(pipeline: ReleasePipeline) {
    this.plan = lower(pipeline);
    this.state = initialState(this.plan, 0);
    for (const { name } of this.plan.freezes) this.tell({ kind: 'freezeChanged', freeze: name, active: false });
  }

  public tell(event: PipelineEvent): this {
    [this.state, this.last] = transition(this.plan, this.state, event);
    return this;
  }

  public arrives(version: string, type = 'feature', author = 'ann'): this {
    const n = Number(version.split('.')[1]);
    return this.tell({ kind: 'candidateArrived', release: { version, commit: `c${n}`, author, type, artifacts: [{ name: 'app', digest: digest(n) }] } });
  }

  public minutes(minutes: number): this {
    return this.tell({ kind: 'timePassed', toMs: this.state.nowMs + minutes * 60_000 });
  }

  /** The step that is awaited is deployed in every environment of the wave. */
  public deployed(wave: string): this {
    const { release, step } = this.current(wave)!;
    for (const environment of this.environments(wave)) this.tell({ kind: 'deploymentFinished', wave, environment, release, step, outcome: 'succeeded' });
    return this;
  }

  public reads(wave: string, signal: string, reading: Reading): this {
    const { release } = this.current(wave)!;
    for (const environment of this.environments(wave)) this.tell({ kind: 'signalMeasured', wave, environment, release, signal, reading });
    return this;
  }

  public rolledBack(wave: string): this {
    const { to } = this.current(wave)!;
    for (const environment of this.environments(wave)) this.tell({ kind: 'rollbackFinished', wave, environment, to, outcome: 'succeeded' });
    return this;
  }

  public approves(wave: string, by: string, group = 'managers'): this {
    return this.tell({ kind: 'approvalGiven', wave, gate: 'approval-1', release: this.current(wave)!.release, by, groups: [group] });
  }

  public current(wave: string) {
    return this.wave(wave).current;
  }

  public wave(name: string) {
    return this.state.waves[this.plan.waves.findIndex((wave) => wave.name === name)];
  }

  /** `phase release` of what is in a wave. */
  public at(wave: string): string {
    const current = this.current(wave);
    return current ? `${current.phase} ${current.release}` : 'free';
  }

  private environments(wave: string): string[] {
    return this.plan.waves.find(({ name }) => name === wave)!.environments;
  }
}

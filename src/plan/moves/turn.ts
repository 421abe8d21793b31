import type { PlanDocument } from '../document';
import type { Effect } from '../effect';
import type { Lookup, WaveEntry } from '../lookup';
import { lookup } from '../lookup';
import type { Candidate, PipelineState, Progress, WaveState } from '../state';

/**
 * One transition under way: the state so far and the effects so far. It replaces what changes and shares the rest, so the
 * state it began with stays as it was.
 */
export class Turn {
  public readonly effects: Effect[] = [];
  private readonly waves: Lookup;

  constructor(public readonly plan: PlanDocument, public state: PipelineState) {
    this.waves = lookup(plan);
  }

  public get entries(): readonly WaveEntry[] {
    return this.waves.entries;
  }

  public entry(wave: string): WaveEntry | undefined {
    return this.waves.byName.get(wave);
  }

  public wave({ index }: WaveEntry): WaveState {
    return this.state.waves[index];
  }

  public candidate(release: string): Candidate {
    return this.state.candidates[release];
  }

  public emit(...effects: Effect[]): void {
    this.effects.push(...effects);
  }

  public set(change: Partial<PipelineState>): void {
    this.state = { ...this.state, ...change };
  }

  public setWave({ index }: WaveEntry, change: Partial<WaveState>): void {
    this.set({ waves: this.state.waves.map((wave, i) => (i === index ? { ...wave, ...change } : wave)) });
  }

  /** Changes the release in a wave, which must be there. */
  public setCurrent(entry: WaveEntry, change: Partial<Progress>): void {
    this.setWave(entry, { current: { ...this.wave(entry).current!, ...change } });
  }

  public setCandidate(release: string, change: Partial<Candidate>): void {
    this.set({ candidates: { ...this.state.candidates, [release]: { ...this.candidate(release), ...change } } });
  }
}

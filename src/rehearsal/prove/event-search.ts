import type { PlanDocument } from '../../plan/document';
import type { PipelineEvent } from '../../plan/event';
import type { PipelineState } from '../../plan/state';
import { atRest } from '../../plan/state';
import { transition } from '../../plan/transition';
import { BEFORE, built, settled } from '../candidates';
import { possibleEvents } from './possible-events';
import { stateKey } from './state-key';
import type { StatesWatch } from './watch';
import { STATES_UNWATCHED, UNWATCHED } from './watch';
import { Witness } from './witness';
import type { Transition, World } from './world';

interface Found {
  readonly state: PipelineState;
  readonly witness: Witness;
  readonly parent: number;
  readonly event: PipelineEvent | undefined;
}

/** An invariant that a nearest order of events breaks. */
export interface Breach {
  readonly invariant: string;
  readonly events: readonly PipelineEvent[];
}

/** Every order of single events, breadth first, under the eyes of a witness. */
export class EventSearch {
  public readonly breaches: Breach[] = [];
  public readonly isComplete: boolean;
  public transitions = 0;
  private readonly found: Found[] = [];
  private readonly numbers = new Map<string, number>();
  /** By state: from where events lead to it. */
  private readonly sources: number[][] = [];

  constructor(
    private readonly plan: PlanDocument,
    private readonly world: World,
    statesAtMost: number,
    private readonly step: Transition = transition,
    watch: StatesWatch = UNWATCHED,
  ) {
    const witness = Witness.settled(plan, built(BEFORE, world.types[0]));
    this.add({ state: settled(plan, 0), witness, parent: 0, event: undefined });
    let next = 0;
    for (; next < this.size && this.size <= statesAtMost; next++) {
      if (next % STATES_UNWATCHED === 0) watch(this.size);
      this.expand(next);
    }
    this.isComplete = next === this.size;
    if (this.isComplete) this.findRestless();
  }

  public get size(): number {
    return this.found.length;
  }

  /** All states that were found. */
  public get states(): PipelineState[] {
    return this.found.map(({ state }) => state);
  }

  private expand(index: number): void {
    const { state, witness } = this.found[index];
    for (const event of possibleEvents(this.plan, this.world, state)) {
      const [next, effects] = this.step(this.plan, state, event);
      const watching = witness.copy();
      watching.see(event, effects);
      this.transitions++;
      const [violation] = watching.violations;
      if (violation) {
        this.breaks(violation.invariant, index, event);
        continue;
      }
      if (next === state && watching.knowsNoMoreThan(witness)) continue;
      this.sources[this.add({ state: next, witness: watching, parent: index, event })].push(index);
    }
  }

  private add(found: Found): number {
    const key = stateKey(this.plan, found.state, found.witness);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.size);
    this.sources.push([]);
    return this.found.push(found) - 1;
  }

  private breaks(invariant: string, index: number, event?: PipelineEvent): void {
    if (this.breaches.some((known) => known.invariant === invariant)) return;
    this.breaches.push({ invariant, events: [...this.pathTo(index), ...event ? [event] : []] });
  }

  private pathTo(index: number): PipelineEvent[] {
    const events: PipelineEvent[] = [];
    for (let at = index; at > 0; at = this.found[at].parent) events.push(this.found[at].event!);
    return events.reverse();
  }

  private findRestless(): void {
    const rests = this.found.map(({ state }) => atRest(state));
    const pending = rests.flatMap((isRest, index) => (isRest ? [index] : []));
    while (pending.length > 0) {
      for (const source of this.sources[pending.pop()!]) {
        if (rests[source]) continue;
        rests[source] = true;
        pending.push(source);
      }
    }
    const lost = rests.indexOf(false);
    if (lost >= 0) this.breaks('I7', lost);
  }
}

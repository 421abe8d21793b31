import type { ReleaseSpec } from '../../model/spec';
import type { List } from './shared';
import { excluding, having, including } from './shared';
import type { Stay } from './stay';

type ByName<T> = Readonly<Record<string, T>>;

interface Arrival {
  readonly author: string;
  readonly type: string;
  readonly artifacts: string;
  readonly order: number;
}

interface Facts {
  readonly nowMs: number;
  readonly arrived: ByName<Arrival>;
  readonly stays: ByName<Stay | undefined>;
  readonly done: ByName<List>;
  readonly away: ByName<List>;
  /** Where a release was overtaken; it may come back there only through a veto that is lifted, or another wave that is done. */
  readonly superseded: ByName<List>;
  readonly vetoed: List;
  readonly openWindows: List;
  readonly inactiveFreezes: List;
}

type OfWaves = 'done' | 'away' | 'superseded';
type OfPlan = 'vetoed' | 'openWindows' | 'inactiveFreezes';

const NONE: List = [];

/** What a witness has seen so far. */
export class Memory {
  public static beginning(nowMs: number): Memory {
    return new Memory({ nowMs, arrived: {}, stays: {}, done: {}, away: {}, superseded: {}, vetoed: NONE, openWindows: NONE, inactiveFreezes: NONE });
  }

  private constructor(private facts: Facts) {}

  /** The same, apart from it. */
  public copy(): Memory {
    return new Memory(this.facts);
  }

  /** Whether nothing has been added since one was the copy of the other. */
  public isAs(other: Memory): boolean {
    return this.facts === other.facts;
  }

  public get nowMs(): number {
    return this.facts.nowMs;
  }

  public passTime(toMs: number): void {
    this.facts = having(this.facts, { nowMs: Math.max(this.nowMs, toMs) });
  }

  // --- releases ---

  /** Versions in the order in which they arrived. */
  public get versions(): string[] {
    return Object.keys(this.facts.arrived).sort((one, other) => this.orderOf(one) - this.orderOf(other));
  }

  public arrival(version: string): Arrival | undefined {
    return this.facts.arrived[version];
  }

  public orderOf(version: string): number {
    return this.facts.arrived[version].order;
  }

  public arrive({ version, author, type, artifacts }: ReleaseSpec): void {
    const { arrived } = this.facts;
    const arrival = { author, type, artifacts: JSON.stringify(artifacts), order: Object.keys(arrived).length };
    this.facts = { ...this.facts, arrived: { ...arrived, [version]: arrival } };
  }

  // --- the plan as a whole ---

  public has(of: OfPlan, name: string): boolean {
    return this.facts[of].includes(name);
  }

  public set(of: OfPlan, name: string, isThere: boolean): void {
    this.facts = having(this.facts, { [of]: isThere ? including(this.facts[of], name) : excluding(this.facts[of], name) });
  }

  // --- waves ---

  public releasesIn(wave: string, of: OfWaves): List {
    return this.facts[of][wave] ?? NONE;
  }

  public add(wave: string, of: OfWaves, release: string): void {
    this.facts = having(this.facts, { [of]: having(this.facts[of], { [wave]: including(this.releasesIn(wave, of), release) }) });
  }

  public remove(wave: string, of: OfWaves, release: string): void {
    if (!this.releasesIn(wave, of).includes(release)) return;
    this.facts = { ...this.facts, [of]: { ...this.facts[of], [wave]: excluding(this.releasesIn(wave, of), release) } };
  }

  public stay(wave: string): Stay | undefined {
    return this.facts.stays[wave];
  }

  public setStay(wave: string, stay: Stay | undefined): void {
    this.facts = having(this.facts, { stays: having(this.facts.stays, { [wave]: stay }) });
  }

  /** Changes what is known of a stay, if there is one. */
  public change(wave: string, change: Partial<Stay>): void {
    const stay = this.stay(wave);
    if (stay) this.setStay(wave, having(stay, change));
  }
}

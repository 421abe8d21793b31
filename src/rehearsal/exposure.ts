import type { TrafficSpec } from '../model/spec';
import type { FaultSpec } from './fault';
import type { Presence } from './symptoms';
import { failingRatio } from './symptoms';

/** Requests of customers that met a version, by environment. */
export interface Met {
  readonly requests: number;
  /** Of these, the ones that failed because of the version. */
  readonly harmed: number;
}

const NONE: Met = { requests: 0, harmed: 0 };

/** Adds up whom a version meets, while its share and its faults change. */
export class Exposure {
  private readonly met = new Map<string, Met>();
  private nowMs: number;

  constructor(private readonly traffic: TrafficSpec, private readonly faults: readonly FaultSpec[], startMs: number) {
    this.nowMs = startMs;
  }

  /** Everything up to an instant, with the shares as they have been since the last one. */
  public advance(toMs: number, present: Iterable<Presence>): void {
    const middleMs = (this.nowMs + toMs) / 2;
    for (const presence of present) {
      const { requests, harmed } = this.in(presence.environment);
      const more = this.traffic.requestsPerSecond * presence.percent / 100 * (toMs - this.nowMs) / 1_000;
      this.met.set(presence.environment, { requests: requests + more, harmed: harmed + more * failingRatio(this.faults, presence, middleMs) });
    }
    this.nowMs = toMs;
  }

  public in(environment: string): Met {
    return this.met.get(environment) ?? NONE;
  }

  public get total(): Met {
    return [...this.met.values()].reduce((sum, { requests, harmed }) => ({ requests: sum.requests + requests, harmed: sum.harmed + harmed }), NONE);
  }
}

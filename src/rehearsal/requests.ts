import type { TrafficSpec } from '../model/spec';
import { localMsAt } from '../plan/calendar/zone';
import type { LoadSpec } from './load';

const HOUR_MS = 3_600_000;
const HOURS = 24;

/** The requests of one environment. */
export class Requests {
  constructor(public readonly traffic: TrafficSpec, private readonly load: LoadSpec | null) {}

  public perSecond(atMs: number): number {
    if (!this.load) return this.traffic.requestsPerSecond;
    return this.load.requestsPerSecond[Math.floor(localMsAt(this.load.timeZone, atMs) / HOUR_MS) % HOURS];
  }

  /** Of a whole day. */
  public get meanPerSecond(): number {
    return this.load ? this.load.requestsPerSecond.reduce((sum, one) => sum + one, 0) / HOURS : this.traffic.requestsPerSecond;
  }
}

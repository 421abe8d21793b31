import type { FaultSpec } from './fault';
import type { Moments } from './moments';

/** A version in one environment. */
export interface Presence {
  readonly environment: string;
  /** When it was deployed there. */
  readonly sinceMs: number;
  /** Share of the traffic it has. */
  readonly percent: number;
}

/** Besides errors, the faults that show for as long as the version is there. */
const LASTING: ReadonlySet<FaultSpec['kind']> = new Set(['slowness', 'breach', 'silence']);

/** What the faults of a version do at an instant. */
export class Symptoms {
  constructor(private readonly faults: readonly FaultSpec[], private readonly moments: Moments) {}

  /** Share of the version's requests that fail, besides those that fail in every version. */
  public failingRatio({ environment, sinceMs, percent }: Presence, atMs: number): number {
    let passing = 1;
    for (const fault of this.faults) {
      if (fault.kind !== 'errors' || percent < fault.fromPercent || !this.shows(fault, environment, sinceMs, atMs)) continue;
      passing *= 1 - fault.ratio * this.grown(fault, sinceMs, atMs);
    }
    return 1 - passing;
  }

  /** How many times as long its requests take. */
  public slowness({ environment, sinceMs }: Presence, atMs: number): number {
    let times = 1;
    for (const fault of this.faults) {
      if (fault.kind === 'slowness' && this.shows(fault, environment, sinceMs, atMs)) times *= 1 + (fault.times - 1) * this.grown(fault, sinceMs, atMs);
    }
    return times;
  }

  /** Whether a signal is beyond its bound although no request fails. */
  public breached({ environment, sinceMs }: Presence, signal: string, atMs: number): boolean {
    return this.faults.some((fault) => fault.kind === 'breach' && fault.signal === signal && this.shows(fault, environment, sinceMs, atMs));
  }

  /** Whether nothing is known of a signal. */
  public silent({ environment, sinceMs }: Presence, signal: string, atMs: number): boolean {
    return this.faults.some((fault) => fault.kind === 'silence' && (fault.signal ?? signal) === signal && this.shows(fault, environment, sinceMs, atMs));
  }

  /** Whether anything about the version there is not as it should be, or cannot be known. */
  public visible(presence: Presence, atMs: number): boolean {
    return this.failingRatio(presence, atMs) > 0
      || this.faults.some((fault) => LASTING.has(fault.kind) && this.shows(fault, presence.environment, presence.sinceMs, atMs));
  }

  /** Whether what is done in an environment now goes wrong. */
  public fails(kind: 'deployment' | 'rollback', environment: string, atMs: number): boolean {
    return this.faults.some((fault) => fault.kind === kind && this.shows(fault, environment, atMs, atMs));
  }

  /** Whether a gate that was asked once would not pass. */
  public closes(gate: string, askedMs: number, atMs: number): boolean {
    return this.faults.some((fault) => fault.kind === 'gate' && fault.gate === gate && this.shows(fault, '', askedMs, atMs));
  }

  /** What faults say of a verification. */
  public verdict(verification: string): 'fail' | undefined {
    return this.faults.some((fault) => fault.kind === 'verification' && fault.verification === verification) ? 'fail' : undefined;
  }

  private shows(fault: Pick<FaultSpec, 'from' | 'afterMs' | 'untilMs' | 'environments'>, environment: string, sinceMs: number, atMs: number): boolean {
    const elapsedMs = atMs - this.beginMs(fault, sinceMs);
    return elapsedMs >= fault.afterMs && elapsedMs < fault.untilMs && (fault.environments.length === 0 || fault.environments.includes(environment));
  }

  private grown(fault: Extract<FaultSpec, { growingMs: number }>, sinceMs: number, atMs: number): number {
    return fault.growingMs > 0 ? Math.min(1, (atMs - this.beginMs(fault, sinceMs) - fault.afterMs) / fault.growingMs) : 1;
  }

  /** A moment that has not come yet lies in the future. */
  private beginMs({ from }: Pick<FaultSpec, 'from'>, sinceMs: number): number {
    return from ? this.moments.msOf(from) ?? Infinity : sinceMs;
  }
}

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

  /** Share of the version's requests that fail over a stretch of time, besides those that fail in every version. */
  public failingRatio(presence: Presence, fromMs: number, toMs: number): number {
    if (this.faults.length === 0) return 0;
    let [failing, atMs] = [0, fromMs];
    for (const untilMs of [...this.changes(presence, fromMs, toMs), toMs]) {
      // between two changes faults stay as they are or grow evenly
      failing += this.failingAt(presence, (atMs + untilMs) / 2) * ((untilMs - atMs) / (toMs - fromMs));
      atMs = untilMs;
    }
    return failing;
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

  /** When, in a stretch of time, anything about the version there is first not as it should be, or cannot be known. */
  public firstMs(presence: Presence, fromMs: number, toMs: number): number | undefined {
    if (this.faults.length === 0 || fromMs === toMs) return undefined;
    return [fromMs, ...this.changes(presence, fromMs, toMs)].find((atMs) => this.visible(presence, atMs));
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

  private failingAt({ environment, sinceMs, percent }: Presence, atMs: number): number {
    let passing = 1;
    for (const fault of this.faults) {
      if (fault.kind !== 'errors' || percent < fault.fromPercent || !this.shows(fault, environment, sinceMs, atMs)) continue;
      passing *= 1 - fault.ratio * this.grown(fault, sinceMs, atMs);
    }
    return 1 - passing;
  }

  /** A fault that grows from nothing shows from its beginning on. */
  private visible({ environment, sinceMs, percent }: Presence, atMs: number): boolean {
    return this.faults.some((fault) => (
      (LASTING.has(fault.kind) || (fault.kind === 'errors' && fault.ratio > 0 && percent >= fault.fromPercent)) && this.shows(fault, environment, sinceMs, atMs)
    ));
  }

  /** When, within a stretch of time, a fault begins, is grown, and ends. */
  private changes({ environment, sinceMs }: Presence, fromMs: number, toMs: number): number[] {
    return this.faults.flatMap((fault) => {
      if (!concerns(fault, environment)) return [];
      const beginMs = this.beginMs(fault, sinceMs);
      const growingMs = 'growingMs' in fault ? fault.growingMs : 0;
      return [beginMs + fault.afterMs, beginMs + fault.afterMs + growingMs, beginMs + fault.untilMs];
    }).filter((atMs) => atMs > fromMs && atMs < toMs).sort((a, b) => a - b);
  }

  private shows(fault: Pick<FaultSpec, 'from' | 'afterMs' | 'untilMs' | 'environments'>, environment: string, sinceMs: number, atMs: number): boolean {
    const elapsedMs = atMs - this.beginMs(fault, sinceMs);
    return elapsedMs >= fault.afterMs && elapsedMs < fault.untilMs && concerns(fault, environment);
  }

  private grown(fault: Extract<FaultSpec, { growingMs: number }>, sinceMs: number, atMs: number): number {
    return fault.growingMs > 0 ? Math.min(1, (atMs - this.beginMs(fault, sinceMs) - fault.afterMs) / fault.growingMs) : 1;
  }

  /** A moment that has not come yet lies in the future. */
  private beginMs({ from }: Pick<FaultSpec, 'from'>, sinceMs: number): number {
    return from ? this.moments.msOf(from) ?? Infinity : sinceMs;
  }
}

function concerns({ environments }: Pick<FaultSpec, 'environments'>, environment: string): boolean {
  return environments.length === 0 || environments.includes(environment);
}

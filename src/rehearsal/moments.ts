import type { RecordEffect } from '../plan/effect';
import { CANDIDATE } from './candidates';
import { instantMs } from './instant';
import type { MomentSpec } from './moment';

/** Which moments of a story have come, and what is to follow when others do. */
export class Moments {
  private readonly come = new Map<string, number>();
  private readonly awaited = new Map<string, ((atMs: number) => void)[]>();
  /** Steps that have been reached since the release entered a wave. */
  private readonly steps = new Map<string, number>();

  constructor(private readonly startMs: number) {}

  /** When it came, or will come for certain. */
  public msOf(moment: MomentSpec): number | undefined {
    switch (moment.kind) {
      case 'arrival': return this.startMs;
      case 'at': return instantMs(moment.time);
      default: return this.come.get(keyOf(moment));
    }
  }

  /** Once, when the moment comes; at once when it is known already. */
  public then(moment: MomentSpec, follow: (atMs: number) => void): void {
    const atMs = this.msOf(moment);
    if (atMs !== undefined) follow(atMs);
    else this.awaited.set(keyOf(moment), [...this.awaited.get(keyOf(moment)) ?? [], follow]);
  }

  /** Something was written down. */
  public note(effect: RecordEffect, atMs: number): void {
    if (!('wave' in effect) || effect.release !== CANDIDATE) return;
    const { wave } = effect;
    switch (effect.kind) {
      case 'entered':
        this.steps.set(wave, 0);
        return this.comes({ kind: 'entered', wave }, atMs);
      case 'stepReached': {
        const number = (this.steps.get(wave) ?? 0) + 1;
        this.steps.set(wave, number);
        return this.comes({ kind: 'step', wave, number }, atMs);
      }
      case 'waiting':
      case 'verifying':
      case 'baking':
      case 'done':
      case 'rollingBack':
        return this.comes({ kind: effect.kind, wave }, atMs);
      default:
    }
  }

  private comes(moment: MomentSpec, atMs: number): void {
    const key = keyOf(moment);
    if (this.come.has(key)) return;
    this.come.set(key, atMs);
    for (const follow of this.awaited.get(key) ?? []) follow(atMs);
  }
}

function keyOf(moment: MomentSpec): string {
  return Object.values(moment).join('/');
}

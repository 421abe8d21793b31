import type { Spell } from './traffic-log';

/** What can be wrong with requests, whatever measures it. `silence`: there are none, or nobody counts them. */
export type Ailment = 'errors' | 'latency' | 'custom' | 'silence';

/** A release that does harm where it has traffic, and stops when it has none. */
export interface Fault {
  readonly release: string;
  readonly environment: string;
  readonly ailment: Ailment;
  /** From its first request there, or only from when it answers all of them. */
  readonly from: 'firstTraffic' | 'fullTraffic';
  readonly afterMs: number;
}

/** Harm that comes from elsewhere. */
export interface Outage {
  readonly environment: string;
  readonly ailment: Ailment;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What happens around a pipeline, whatever engine runs it. What is not mentioned goes well. */
export interface World {
  readonly faults: readonly Fault[];
  readonly outages: readonly Outage[];
  readonly failedDeployments: readonly { readonly environment: string; readonly release: string }[];
  /** By the name of the job: a check, a verification, a function. */
  readonly failedJobs: readonly { readonly job: string; readonly release: string }[];
}

export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How long a symptom lasts until it is noticed, and how long it is still noticed afterwards. */
export interface Attention {
  readonly afterMs: number;
  readonly lingersMs: number;
}

/** When a measurement of these spells of traffic would show an ailment. */
export function ailing(world: World, environment: string, ailment: Ailment, spells: readonly Spell[]): Interval[] {
  const own = world.faults.filter((fault) => fault.environment === environment && fault.ailment === ailment).flatMap((fault) => spells
    .filter(({ release }) => release === fault.release)
    .map((spell) => ({ fromMs: (fault.from === 'firstTraffic' ? spell.fromMs : spell.fullFromMs) + fault.afterMs, toMs: spell.toMs })));
  const foreign = world.outages.filter((outage) => outage.environment === environment && outage.ailment === ailment).flatMap((outage) => spells
    .map((spell) => ({ fromMs: Math.max(outage.fromMs, spell.fromMs), toMs: Math.min(outage.toMs, spell.toMs) })));
  return [...own, ...foreign].filter(({ fromMs, toMs }) => fromMs < toMs);
}

/** Whether somebody who pays that much attention notices at an instant. */
export function noticed(intervals: readonly Interval[], { afterMs, lingersMs }: Attention, atMs: number): boolean {
  return intervals.some(({ fromMs, toMs }) => toMs - fromMs >= afterMs && fromMs + afterMs <= atMs && atMs < toMs + lingersMs);
}

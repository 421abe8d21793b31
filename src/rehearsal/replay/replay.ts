import { productionWaves, triggerSignals } from '../../plan/check/facts';
import { DELIVERY_MS } from '../../plan/detection';
import type { PlanDocument, PlannedWave } from '../../plan/document';
import { Random } from '../random';
import type { ReplayedSignal } from './alarm';
import { Alarm, isReplayed } from './alarm';
import type { Counted, ReleaseHistory } from './history';
import { byPeriod, countedIn } from './history';
import type { Stage } from './watch';
import { stagesOf } from './watch';

export interface ReplayOptions {
  /** How often it is drawn which of the requests a step would have got. */
  readonly draws: number;
  readonly seed: number;
}

/** What would have stopped a release, and when. */
export interface Stop {
  readonly wave: string;
  readonly signal: string;
  readonly stage: string;
  /** From the first request on. */
  readonly afterMs: number;
}

/** What would have become of a release that is known from its history. */
export interface Replayed {
  readonly release: string;
  /** Of the time in which it would have been watched; none: nothing is known of it. */
  readonly requests: number;
  readonly failed: number;
  /** How much of that time the history lacks at its end. */
  readonly missingMs: number;
  /** In how many of the draws it would have been stopped, 0 to 1, by the wave that stops it most often. */
  readonly stoppedRatio: number;
  /** The one in the middle of those that would have; undefined where none would. */
  readonly stop: Stop | undefined;
}

/** What waves of production would judge a history by, and what they would not. */
export interface Judges {
  readonly signals: readonly string[];
  readonly others: readonly string[];
}

export function judgesOf(plan: PlanDocument): Judges {
  const signals = [...new Set(productionWaves(plan).flatMap((wave) => triggerSignals(plan, wave)))];
  const names = (replayed: boolean) => signals.filter((signal) => isReplayed(signal) === replayed).map(({ name }) => name);
  return { signals: names(true), others: names(false) };
}

/**
 * Would these gates have stopped that release? All its requests are known, but a step would have got a part of them: which one is drawn, again and
 * again, as a router does.
 */
export function replay(plan: PlanDocument, { release, counted }: ReleaseHistory, { draws, seed }: ReplayOptions): Replayed {
  const startMs = counted[0]?.fromMs ?? 0;
  const sinceStart = counted.map((one) => ({ ...one, fromMs: one.fromMs - startMs, toMs: one.toMs - startMs }));
  const random = new Random(seed);
  const waves = productionWaves(plan).map((wave) => new WaveReplay(plan, wave, sinceStart)).filter(({ isWatched }) => isWatched);
  const outcomes = waves.map((wave) => Array.from({ length: draws }, () => wave.draw(random)).filter((stop) => stop !== undefined));
  const [most = []] = [...outcomes].sort((a, b) => b.length - a.length);
  const watchedMs = Math.max(0, ...waves.map(({ lengthMs }) => lengthMs));
  const known = countedIn(sinceStart, 0, watchedMs);
  return {
    release,
    requests: Math.round(known.requests),
    failed: Math.round(known.failed),
    missingMs: Math.max(0, watchedMs - (sinceStart.at(-1)?.toMs ?? 0)),
    stoppedRatio: most.length / draws,
    stop: [...most].sort((a, b) => a.afterMs - b.afterMs)[Math.floor(most.length / 2)],
  };
}

class WaveReplay {
  private readonly signals: readonly ReplayedSignal[];
  private readonly stages: readonly Stage[];
  /** What was counted, stage by stage. */
  private readonly parts: readonly { readonly stage: Stage; readonly counted: Counted }[];

  constructor(private readonly plan: PlanDocument, private readonly wave: PlannedWave, counted: readonly Counted[]) {
    this.signals = triggerSignals(plan, wave).filter(isReplayed);
    this.stages = stagesOf(wave);
    this.parts = this.stages.flatMap((stage) => counted.flatMap((one) => {
      const [fromMs, toMs] = [Math.max(stage.fromMs, one.fromMs), Math.min(stage.toMs, one.toMs)];
      return fromMs < toMs ? [{ stage, counted: { fromMs, toMs, ...countedIn([one], fromMs, toMs) } }] : [];
    }));
  }

  public get isWatched(): boolean {
    return this.signals.length > 0 && this.stages.length > 0;
  }

  public get lengthMs(): number {
    return this.stages.at(-1)?.toMs ?? 0;
  }

  /** The first of the signals that would have fired, with chance as to which requests the version would have got. */
  public draw(random: Random): Stop | undefined {
    const ofVersion = this.parts.map(({ stage, counted }) => thinned(counted, stage.percent / 100, random));
    const ofOthers = this.parts.map(({ stage, counted }) => this.answered(counted, 1 - stage.percent / 100, random));
    const stops = this.signals.flatMap((signal) => this.first(signal, signal.scope === 'version' ? ofVersion : [...ofVersion, ...ofOthers]) ?? []);
    return stops.sort((a, b) => a.afterMs - b.afterMs)[0];
  }

  private first(signal: ReplayedSignal, seen: readonly Counted[]): Stop | undefined {
    const alarm = new Alarm(signal);
    for (const [i, point] of byPeriod(seen, signal.periodMs).entries()) {
      alarm.tell(point);
      const afterMs = (i + 1) * signal.periodMs + DELIVERY_MS;
      // what is not delivered before the gates stop to look stops nobody
      const stage = this.stages.find(({ toMs }) => afterMs <= toMs);
      if (stage && alarm.isFiring) return { wave: this.wave.name, signal: signal.name, stage: stage.name, afterMs };
    }
    return undefined;
  }

  /** What the version of before would have answered in its place. */
  private answered({ fromMs, toMs, requests }: Counted, share: number, random: Random): Counted {
    const others = random.hits(Math.round(requests), share);
    return { fromMs, toMs, requests: others, failed: random.hits(others, this.plan.traffic?.errorRatio ?? 0) };
  }
}

function thinned({ fromMs, toMs, requests, failed }: Counted, share: number, random: Random): Counted {
  const hit = random.hits(Math.round(failed), share);
  return { fromMs, toMs, failed: hit, requests: hit + random.hits(Math.round(requests - failed), share) };
}

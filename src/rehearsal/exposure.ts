import type { Requests } from './requests';
import type { Presence, Symptoms } from './symptoms';

/** How far it had come at an instant. */
export interface Sample {
  readonly atMs: number;
  /** Share of the traffic from then on. */
  readonly percent: number;
  /** Requests of customers that met the version until then. */
  readonly requests: number;
  /** Of these, the ones that failed because of the version. */
  readonly harmed: number;
}

/** What an environment's customers have met. */
class Met {
  private readonly samples: Sample[] = [];
  private percent = 0;
  private requests = 0;
  private harmed = 0;

  public shares(percent: number, atMs: number): void {
    if (percent === this.percent) return;
    this.percent = percent;
    this.sample(atMs);
  }

  public meets(requests: number, failingRatio: number, untilMs: number): void {
    this.requests += requests;
    this.harmed += requests * failingRatio;
    if (untilMs % SAMPLE_MS === 0) this.sample(untilMs);
  }

  public until(atMs: number): readonly Sample[] {
    return this.samples.at(-1)?.atMs === atMs || this.samples.length === 0 ? this.samples : [...this.samples, this.at(atMs)];
  }

  private sample(atMs: number): void {
    this.samples.push(this.at(atMs));
  }

  private at(atMs: number): Sample {
    return { atMs, percent: this.percent, requests: this.requests, harmed: this.harmed };
  }
}

/** Often enough to draw, and to follow a load that changes. */
const SAMPLE_MS = 15 * 60_000;

/** Adds up whom a version meets, while its share, its faults and the load change. */
export class Exposure {
  private readonly met: ReadonlyMap<string, Met>;
  private nowMs: number;

  /** @param environments where customers are */
  constructor(environments: readonly string[], private readonly requests: Requests, private readonly symptoms: Symptoms, startMs: number) {
    this.met = new Map(environments.map((name) => [name, new Met()]));
    this.nowMs = startMs;
  }

  /** Everything up to an instant, with the shares as they have been since the last one. */
  public advance(toMs: number, presenceIn: (environment: string) => Presence | undefined): void {
    for (const [environment, met] of this.met) {
      const presence = presenceIn(environment);
      met.shares(presence?.percent ?? 0, this.nowMs);
      if (!presence || presence.percent === 0) continue;
      for (let fromMs = this.nowMs; fromMs < toMs;) {
        const untilMs = Math.min(toMs, (Math.floor(fromMs / SAMPLE_MS) + 1) * SAMPLE_MS);
        const middleMs = (fromMs + untilMs) / 2;
        const requests = this.requests.perSecond(middleMs) * presence.percent / 100 * (untilMs - fromMs) / 1_000;
        met.meets(requests, this.symptoms.failingRatio(presence, fromMs, untilMs), untilMs);
        fromMs = untilMs;
      }
    }
    this.nowMs = toMs;
  }

  /** By environment, from the first request on; the last one is how it stands now. */
  public get samples(): ReadonlyMap<string, readonly Sample[]> {
    return new Map([...this.met].map(([environment, met]) => [environment, met.until(this.nowMs)]));
  }
}

import type { Span } from '../../plan/calendar';
import { changesBetween, isWithin } from '../../plan/calendar';

const BLOCK_MS = 64 * 86_400_000;
/** What has not opened after so long is taken for closed for good. */
const PATIENCE_MS = 3 * 366 * 86_400_000;

/** When everything of several conditions is open at once. Computed as far as it is asked for. */
export class Openings {
  /** Begin and end of each opening, one after the other. */
  private readonly edges: number[] = [];
  private readonly open: boolean[];
  private wasOpen = false;
  private knownToMs: number;

  /**
   * @param windows each of which is open within any of its spans
   * @param closed spans in which nothing is open
   */
  constructor(private readonly windows: readonly (readonly Span[])[], private readonly closed: readonly Span[], startMs: number) {
    this.knownToMs = startMs;
    this.open = this.spans.map((span) => isWithin(span, startMs));
    this.turn(startMs);
  }

  /** The first instant not before the given one at which all is open; Infinity when there is none in years. */
  public next(atMs: number): number {
    if (this.windows.length === 0 && this.closed.length === 0) return atMs;
    for (const lastMs = atMs + PATIENCE_MS; ;) {
      const index = this.firstAfter(atMs);
      // an odd number of edges lies before: it is open
      if (index % 2 === 1 && (index < this.edges.length || atMs <= this.knownToMs)) return atMs;
      if (index < this.edges.length) return this.edges[index];
      if (this.knownToMs > lastMs) return Infinity;
      this.extend();
    }
  }

  private get spans(): Span[] {
    return [...this.windows.flat(), ...this.closed];
  }

  /** How many edges are not after an instant. */
  private firstAfter(atMs: number): number {
    let [low, high] = [0, this.edges.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.edges[middle] <= atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private extend(): void {
    const untilMs = this.knownToMs + BLOCK_MS;
    const changes = this.spans.flatMap((span, index) => [...changesBetween(span, this.knownToMs, untilMs)].map((change) => ({ ...change, index })));
    changes.sort((a, b) => a.atMs - b.atMs);
    changes.forEach(({ atMs, within, index }, i) => {
      this.open[index] = within;
      if (changes[i + 1]?.atMs !== atMs) this.turn(atMs);
    });
    this.knownToMs = untilMs;
  }

  private turn(atMs: number): void {
    let index = 0;
    const isOpen = this.windows.map((spans) => spans.map(() => this.open[index++]).some(Boolean)).every(Boolean)
      && this.closed.every(() => !this.open[index++]);
    if (isOpen !== this.wasOpen) this.edges.push(atMs);
    this.wasOpen = isOpen;
  }
}

import type { Hours, Turn } from '../../plan/calendar/openness';
import { openness } from '../../plan/calendar/openness';

const YEAR_MS = 366 * 86_400_000;
/** What has not opened after so long is taken for closed for good. */
const PATIENCE_MS = 3 * YEAR_MS;
/** Further than any release is played. */
const HORIZON_MS = 100 * YEAR_MS;

/** When a wave can be entered, looked up as far as it is asked for. */
export class Openings {
  /** Begin and end of each opening, one after the other. */
  private readonly edges: number[] = [];
  private readonly turns: Iterator<Turn, void>;
  private knownToMs = -Infinity;

  constructor(private readonly hours: Hours, startMs: number) {
    this.turns = openness(hours, startMs, startMs + HORIZON_MS);
  }

  /** The first instant not before the given one at which it is open; Infinity when there is none in years. */
  public next(atMs: number): number {
    if (this.hours.gates.length === 0 && this.hours.freezes.length === 0) return atMs;
    while (this.knownToMs <= atMs) this.extend();
    for (const lastMs = atMs + PATIENCE_MS; ;) {
      const index = this.firstAfter(atMs);
      // an odd number of edges lies before: it is open
      if (index % 2 === 1) return atMs;
      if (index < this.edges.length) return this.edges[index];
      if (this.knownToMs > lastMs) return Infinity;
      this.extend();
    }
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

  /** Nothing changes between one turn and the next. */
  private extend(): void {
    const { value: turn } = this.turns.next();
    const wasOpen = this.edges.length % 2 === 1;
    if (turn && turn.isOpen !== wasOpen) this.edges.push(turn.atMs);
    this.knownToMs = turn?.atMs ?? Infinity;
  }
}

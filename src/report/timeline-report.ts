import type { Timeline } from '../rehearsal/timeline';
import { timelineMermaid } from './timeline-mermaid';

/**
 * A story that was rehearsed, for people to read.
 */
export class TimelineReport {
  /**
   * Takes what became of a scenario.
   */
  public static of(timeline: Timeline): TimelineReport {
    return new TimelineReport(timeline);
  }

  private constructor(private readonly timeline: Timeline) {}

  /**
   * A Gantt chart that GitHub and others draw; its times are UTC.
   * @see https://mermaid.js.org/syntax/gantt.html
   */
  public toMermaid(): string {
    return timelineMermaid(this.timeline);
  }
}

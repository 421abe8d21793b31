import type { Alarms } from './alarms';
import type { Jobs } from './jobs';
import type { Notes } from './notes';
import type { Signals } from './signals';
import type { Templates } from './templates';
import type { WrittenPipeline } from './written-pipeline';

/** One pipeline, and everything that helps to read it. */
export interface Reading {
  readonly pipeline: WrittenPipeline;
  readonly templates: Templates;
  readonly service: string;
  readonly alarms: Alarms;
  readonly signals: Signals;
  readonly jobs: Jobs;
  readonly notes: Notes;
}

import { Construct } from 'constructs';
import type { ExpeditedPath } from './expedited-path';
import type { Freeze } from './freeze';
import type { RollbackTrigger } from './rollback-trigger';
import type { AcknowledgedSpec } from './spec';
import type { Traffic } from './traffic';
import type { WaveOptions } from './wave';
import { Wave } from './wave';

/**
 * What holds for all waves of a pipeline.
 */
export interface ReleasePipelineProps {
  /** The service that is released; part of names in the synthesized output. */
  readonly service: string;

  /**
   * What its requests look like; the checks on canaries need it.
   * @default - unknown: checks that need numbers are left out, and a warning says so
   */
  readonly traffic?: Traffic;

  /**
   * What undoes a release in every wave, besides a failed deployment, a failed verification and an operator.
   * @default - nothing more
   */
  readonly rollbackOn?: RollbackTrigger[];

  /**
   * Closed times.
   * @default - none
   */
  readonly freezes?: Freeze[];

  /**
   * Shorter ways for releases that cannot wait.
   * @default - every release takes the full path
   */
  readonly expedited?: ExpeditedPath[];

  /**
   * Whether a newer candidate takes the place of one that still waits. If not, every candidate goes, in order of arrival.
   * @default true
   */
  readonly supersede?: boolean;
}

/**
 * How a service is released: which environments, in which order, held back by which gates, how traffic moves, what is
 * watched, what rolls it back. Hand it to a back end when its waves have been added.
 */
export class ReleasePipeline extends Construct {
  /** The service that is released. */
  public readonly service: string;

  /** @internal */
  public readonly _props: ReleasePipelineProps;

  /** @internal */
  public readonly _acknowledged: AcknowledgedSpec[] = [];

  constructor(scope: Construct, id: string, props: ReleasePipelineProps) {
    super(scope, id);
    this.service = props.service;
    this._props = props;
  }

  /** The waves in the order of adding. */
  public get waves(): Wave[] {
    return this.node.children.filter((child): child is Wave => child instanceof Wave);
  }

  /**
   * Takes note of a warning, so that it is no longer shown. An error cannot be acknowledged.
   * @param code the problem's code, for example `SP2005`
   * @param reason why it is right to go on; it stands in the plan
   */
  public acknowledge(code: string, reason: string): void {
    this._acknowledged.push({ code, reason });
  }

  /**
   * Adds a step to the release.
   * @param name unique within the pipeline: lower case letters, digits and hyphens
   */
  public addWave(name: string, options: WaveOptions): Wave {
    // a name given twice is reported by the plan together with everything else, so it must not throw here
    let id = name ? String(name) : 'wave';
    while (this.node.tryFindChild(id)) id = `${id}#`;
    return new Wave(this, id, { ...options, waveName: name });
  }
}

import { Git } from './git';
import type { Files } from './git';

export type Health = 'Healthy' | 'Progressing' | 'Degraded';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Asked {
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Freight {
  readonly name: string;
  readonly commit: { readonly ID: string; readonly Author: string };
  /** Digest and tag by repository. */
  readonly images: Readonly<Record<string, { readonly Digest: string; readonly Tag: string }>>;
}

/** Everything outside Kargo, as a model: one repository, an Application for each environment, whatever answers over HTTP, a clock. */
export class World {
  public readonly git = new Git();
  public nowMs = Date.parse('2026-03-02T09:00:00Z');
  /** Kargo's metadata of Stages. */
  public readonly stages = new Map<string, Record<string, unknown>>();
  public readonly pullRequests: string[] = [];
  /** What Argo CD says of an Application that applies some files, and for how long it has. */
  public healthOf: (application: string, files: Files, sinceMs: number) => Health = () => 'Healthy';
  public answer: (asked: Asked) => Answer = () => ({ status: 503, body: null });
  public secrets: Record<string, Record<string, string>> = {};
  /** Errors that the next attempts at a step meet, by the step's kind. */
  public readonly trouble = new Map<string, number>();

  private readonly synced = new Map<string, { revision: string; atMs: number }>();

  /** Argo CD follows the branch by itself, too. */
  public health(application: string, environment: string): Health {
    const revision = this.git.head(`environment/${environment}`)!;
    if (this.synced.get(application)?.revision !== revision) this.sync(application, revision);
    return this.healthOf(application, this.git.files(revision), this.nowMs - this.synced.get(application)!.atMs);
  }

  public sync(application: string, revision: string): void {
    this.synced.set(application, { revision, atMs: this.nowMs });
  }
}

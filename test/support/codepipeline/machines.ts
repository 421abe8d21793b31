import type { CodePipeline } from './code-pipeline';

/** Runs of state machines beside the pipeline, side by side, in its time. */
export class Machines {
  private readonly started: (() => Promise<unknown>)[] = [];
  private readonly waiting: { readonly untilMs: number; readonly goOn: () => void }[] = [];
  private readonly broken: unknown[] = [];
  private active = 0;

  public start(run: () => Promise<unknown>): void {
    this.started.push(run);
  }

  public async wait(engine: CodePipeline, ms: number): Promise<void> {
    this.active--;
    await new Promise<void>((goOn) => this.waiting.push({ untilMs: engine.nowMs + ms, goOn }));
  }

  /** Runs the pipeline, and whatever is started. */
  public async accompany(engine: CodePipeline, untilMs: number): Promise<void> {
    for (;;) {
      this.begin();
      while (this.active > 0) await new Promise((resolve) => setImmediate(resolve));
      if (this.broken.length > 0) throw this.broken[0];
      if (this.started.length > 0) continue;
      engine.run(Math.min(untilMs, ...this.waiting.map((wait) => wait.untilMs)), () => this.started.length > 0);
      const due = this.waiting.filter((wait) => wait.untilMs <= engine.nowMs);
      if (engine.nowMs >= untilMs && due.length + this.started.length === 0) return;
      for (const wait of due) this.goOn(wait);
    }
  }

  private begin(): void {
    for (const run of this.started.splice(0)) {
      this.active++;
      run().catch((error) => this.broken.push(error)).finally(() => this.active--);
    }
  }

  private goOn(wait: Machines['waiting'][number]): void {
    this.waiting.splice(this.waiting.indexOf(wait), 1);
    this.active++;
    wait.goOn();
  }
}

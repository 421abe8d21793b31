/** Why a process does not go on: it waits for an instant, or for something to become so. */
export interface Pause {
  readonly untilMs: number;
  readonly ready?: () => boolean;
}

/** Something that takes virtual time. */
export type Process<T> = Generator<Pause, T, void>;

const MINUTE_MS = 60_000;

/** A process under way. */
export class Task<T> {
  public done = false;
  public value: T | undefined;
  public pause: Pause = { untilMs: -Infinity };

  constructor(private readonly process: Process<T>) {}

  public resume(): void {
    const { done, value } = this.process.next();
    if (done) this.finish(value as T);
    else this.pause = value as Pause;
  }

  /** It never goes on. */
  public cancel(): void {
    this.done = true;
  }

  private finish(value: T): void {
    this.done = true;
    this.value = value;
  }
}

/** A clock that stands still while anything can happen, and then jumps to when something can happen next. */
export class VirtualTime {
  private tasks: Task<unknown>[] = [];

  constructor(public nowMs: number) {}

  public spawn<T>(process: Process<T>): Task<T> {
    const task = new Task(process);
    this.tasks.push(task as Task<unknown>);
    return task;
  }

  /** Does something later. */
  public after(ms: number, act: () => void): void {
    const time = this;
    this.spawn((function* () {
      yield* time.sleep(ms);
      act();
    })());
  }

  /** Lets everything happen that happens up to an instant, or until somebody outside has to act first. */
  public run(untilMs: number, mustStop: () => boolean = () => false): void {
    for (;;) {
      this.settle();
      if (mustStop()) return;
      const nextMs = Math.min(...this.tasks.map(({ pause }) => pause.untilMs));
      if (nextMs > untilMs || nextMs === Infinity) break;
      this.nowMs = nextMs;
    }
    this.nowMs = untilMs;
  }

  public* sleep(ms: number): Process<void> {
    yield { untilMs: this.nowMs + ms };
  }

  /** Whether it became so in time. */
  public* until(ready: () => boolean, patienceMs = Infinity): Process<boolean> {
    if (!ready()) yield { untilMs: this.nowMs + patienceMs, ready };
    return ready();
  }

  /** Looks once a minute, as the services do: whether it became so, and looks a last time at the very end. */
  public* watch(seen: () => boolean, forMs: number): Process<boolean> {
    const endMs = this.nowMs + forMs;
    while (!seen()) {
      if (this.nowMs >= endMs) return false;
      yield { untilMs: Math.min(endMs, this.nowMs + MINUTE_MS) };
    }
    return true;
  }

  private settle(): void {
    for (let rounds = 0, moved = true; moved; rounds++) {
      if (rounds > 10_000) throw new Error('the model goes round in circles');
      moved = false;
      for (const task of [...this.tasks]) {
        if (task.done || !(this.nowMs >= task.pause.untilMs || task.pause.ready?.())) continue;
        task.resume();
        moved = true;
      }
      this.tasks = this.tasks.filter(({ done }) => !done);
    }
  }
}

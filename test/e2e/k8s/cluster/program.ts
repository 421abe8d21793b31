import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { until } from '../../aws/until';

/** A program that runs until it is stopped, or until this process ends, however it ends. */
export class Program {
  public readonly log: string;
  private readonly process: ChildProcess;
  private readonly ended: Promise<void>;
  private readonly kill = () => this.signal('SIGKILL');

  /**
   * @param command path of the program
   * @param folder where it runs, and keeps its log
   */
  constructor(command: string, args: readonly string[], folder: string, env: Record<string, string> = {}) {
    this.log = join(folder, `${basename(command)}.log`);
    // a group of its own, since it may start others
    this.process = spawn(command, args, { detached: true, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, ...env } });
    const log = createWriteStream(this.log, { flags: 'a' });
    this.process.stdout!.pipe(log, { end: false });
    this.process.stderr!.pipe(log, { end: false });
    this.process.on('error', (error) => log.write(`${error.message}\n`));
    this.ended = new Promise((resolve) => this.process.once('close', () => resolve()));
    process.on('exit', this.kill);
  }

  public get name(): string {
    return basename(this.process.spawnfile);
  }

  /** Waits until it does what it is there for. */
  public async ready(answers: () => Promise<boolean>, seconds = 60): Promise<void> {
    await until(`${this.name} answers`, async () => {
      if (this.isOver) throw new Error(`${this.name} ended at its start:\n${this.tail(30)}`);
      return answers().catch(() => false);
    }, seconds);
  }

  public tail(lines: number): string {
    return existsSync(this.log) ? readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';
  }

  /** @param signal with `SIGKILL` it does not get to say goodbye */
  public async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.isOver) {
      this.signal(signal);
      const impatience = setTimeout(this.kill, 5000);
      await this.ended;
      clearTimeout(impatience);
    }
    this.kill();
    process.off('exit', this.kill);
  }

  private get isOver(): boolean {
    return this.process.pid === undefined || this.process.exitCode !== null || this.process.signalCode !== null;
  }

  private signal(signal: NodeJS.Signals): void {
    try {
      if (this.process.pid !== undefined) process.kill(-this.process.pid, signal);
    } catch {
      // the whole group is gone
    }
  }
}

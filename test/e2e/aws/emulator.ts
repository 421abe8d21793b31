import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { until } from './until';

const VERSION = '1.5.33';
const ROOT = join(__dirname, '..', '..', '..');
const VENV = join(ROOT, '.cache', 'ministack');

/**
 * MiniStack in a process of its own, on loopback only, with what `plugin.py` adds. Signatures, sessions and policies are
 * checked (`AUTH`): a call that a role does not allow is refused.
 */
export class Emulator {
  /** Installs it where that has not been done. */
  public static install(): void {
    const python = join(VENV, 'bin', 'python');
    const installed = () => execFileSync(python, ['-c', 'import importlib.metadata as m; print(m.version("ministack"))'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim();
    try {
      if (installed() === VERSION) return;
    } catch {
      // not there, or of another Python
    }
    try {
      execFileSync('python3', ['-m', 'venv', '--clear', VENV]);
      execFileSync(join(VENV, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `ministack==${VERSION}`]);
    } catch (cause) {
      throw new Error(`MiniStack ${VERSION} could not be installed: it takes Python 3.10 or later with venv and pip`, { cause });
    }
  }

  /**
   * @param folder where it keeps its log and its temporary files
   * @param standInUrl who answers for what it lacks
   */
  public static async start(folder: string, standInUrl: string): Promise<Emulator> {
    const port = await freePort();
    const emulator = new Emulator(port, folder, standInUrl);
    await until('MiniStack answers', () => emulator.answers(), 30);
    return emulator;
  }

  public readonly url: string;
  public readonly log: string;
  private readonly typesFile: string;
  private readonly process: ChildProcess;
  private readonly kill = () => this.signal('SIGKILL');

  private constructor(port: number, folder: string, standInUrl: string) {
    this.url = `http://127.0.0.1:${port}`;
    this.log = join(folder, 'ministack.log');
    this.typesFile = join(folder, 'types.json');
    this.process = spawn(join(VENV, 'bin', 'python'), [join(__dirname, 'plugin.py')], {
      // a group of its own, since it starts a process for each function
      detached: true,
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH, HOME: folder, TMPDIR: folder, PYTHONDONTWRITEBYTECODE: '1',
        BIND_HOST: '127.0.0.1', MINISTACK_HOST: '127.0.0.1', GATEWAY_PORT: `${port}`, SFTP_ENABLED: '0', IOT_MTLS_ENABLED: '0',
        AUTH: 'true', LOG_LEVEL: 'INFO', SFN_WAIT_SCALE: '0.02',
        STAND_IN_URL: standInUrl, TYPES_FILE: this.typesFile,
        // the SDK is part of Lambda's runtime: here it is ours
        NODE_PATH: join(ROOT, 'node_modules'),
      },
    });
    const log = createWriteStream(this.log);
    this.process.stdout!.pipe(log);
    this.process.stderr!.pipe(log);
    process.on('exit', this.kill);
  }

  /** The resource types its CloudFormation knows of its own. */
  public get types(): ReadonlySet<string> {
    return new Set(JSON.parse(readFileSync(this.typesFile, 'utf8')) as string[]);
  }

  public async stop(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.process.once('exit', () => resolve()));
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.signal('SIGTERM');
      const impatience = setTimeout(this.kill, 5000);
      await ended;
      clearTimeout(impatience);
    }
    // the functions' processes outlive it otherwise
    this.kill();
    process.off('exit', this.kill);
  }

  private signal(signal: NodeJS.Signals): void {
    try {
      process.kill(-this.process.pid!, signal);
    } catch {
      // the whole group is gone
    }
  }

  private async answers(): Promise<boolean> {
    if (this.process.exitCode !== null) throw new Error(`MiniStack ended at its start:\n${existsSync(this.log) ? readFileSync(this.log, 'utf8').slice(-2000) : ''}`);
    return fetch(`${this.url}/_ministack/health`).then(({ ok }) => ok, () => false);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

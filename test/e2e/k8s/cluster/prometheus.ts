import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Manifest } from './manifest';
import { freePorts } from './ports';
import { Program } from './program';

/** What is looked at of a PrometheusRule: its specification is a rule file as it stands. */
interface PrometheusRule extends Manifest {
  readonly spec: { readonly groups: object[] };
}

interface Sample {
  readonly metric: Record<string, string>;
  readonly value: [number, string];
}

/** Prometheus without its operator, whose part is taken by `load`, and by a list of pods: Debian's does not ask the API server for them. */
export class Prometheus {
  /**
   * @param folder where it keeps what it has
   * @param podsUrl who lists the pods, with the labels that the operator's monitors give them
   */
  public static async start(folder: string, podsUrl: string, command = 'prometheus'): Promise<Prometheus> {
    const [port] = await freePorts(1);
    mkdirSync(join(folder, 'rules'), { recursive: true });
    const config = join(folder, 'prometheus.yaml');
    writeFileSync(config, stringify(configuration(podsUrl)));
    const program = new Program(command, [
      `--config.file=${config}`, `--storage.tsdb.path=${join(folder, 'tsdb')}`, `--web.listen-address=127.0.0.1:${port}`, '--web.enable-lifecycle', '--log.level=warn',
    ], folder);
    const prometheus = new Prometheus(program, `http://127.0.0.1:${port}`, join(folder, 'rules'));
    try {
      await program.ready(() => fetch(`${prometheus.url}/-/ready`).then(({ ok }) => ok));
    } catch (error) {
      await program.stop();
      throw error;
    }
    return prometheus;
  }

  private changes: Promise<unknown> = Promise.resolve();

  private constructor(public readonly program: Program, public readonly url: string, private readonly rules: string) {}

  /** Evaluates the rules of a PrometheusRule, as they stand in it. */
  public async load(rule: Manifest): Promise<void> {
    await this.change(() => writeFileSync(this.ruleFile(rule), stringify((rule as PrometheusRule).spec)));
  }

  public async unload(rule: Manifest): Promise<void> {
    await this.change(() => rmSync(this.ruleFile(rule), { force: true }));
  }

  /** What an expression gives now. */
  public async query(expression: string): Promise<Sample[]> {
    const response = await fetch(`${this.url}/api/v1/query?${new URLSearchParams({ query: expression })}`);
    const { data, error } = await response.json() as { data?: { result: Sample[] }; error?: string };
    if (!data) throw new Error(`${expression}: ${error}`);
    return data.result;
  }

  public async stop(): Promise<void> {
    await this.program.stop();
  }

  private ruleFile({ metadata: { namespace, name } }: Manifest): string {
    return join(this.rules, `${namespace}.${name}.yaml`);
  }

  /** One after the other: a file must not go while Prometheus reads the list of files. */
  private change(files: () => void): Promise<void> {
    const changed = this.changes.then(() => {
      files();
      return this.reload();
    });
    this.changes = changed.catch(() => undefined);
    return changed;
  }

  private async reload(): Promise<void> {
    const response = await fetch(`${this.url}/-/reload`, { method: 'POST' });
    if (!response.ok) throw new Error(`Prometheus does not take the rules: ${await response.text()}\n${this.program.tail(5)}`);
  }
}

function configuration(podsUrl: string): object {
  return {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: ['rules/*.yaml'],
    scrape_configs: [{ job_name: 'pods', http_sd_configs: [{ url: podsUrl, refresh_interval: '1s' }] }],
  };
}

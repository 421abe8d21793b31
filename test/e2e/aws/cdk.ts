import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** The account of the pipeline, and whose keys are used. The emulator takes twelve digits as the keys of that account's root. */
export const TOOLING = '111111111111';

/** Places that are deployed to, as in the example. */
export const PLACES: Readonly<Record<string, readonly string[]>> = {
  [TOOLING]: ['eu-central-1', 'eu-west-1', 'us-east-1'],
  222222222222: ['eu-central-1', 'eu-west-1'],
  333333333333: ['eu-central-1', 'eu-west-1', 'us-east-1'],
};

export interface Synthesized {
  readonly found: string[];
  readonly types: string[];
}

/** The CDK command line of this repository, which knows no AWS but the emulator. */
export class Cdk {
  constructor(private readonly folder: string, private readonly url: string) {}

  /** @param account whose keys run it; the other accounts are reached through the roles of the bootstrap */
  public async bootstrap(account: string): Promise<void> {
    const places = PLACES[account].map((region) => `aws://${account}/${region}`);
    await this.run(account, ['bootstrap', ...places, '--trust', TOOLING, '--cloudformation-execution-policies', ADMINISTRATOR]);
  }

  /**
   * Synthesizes one of the apps beside this file.
   * @param env what the app reads, for a second version of it
   * @param assembly what the others call it; left out: like the app
   */
  public async synth(app: string, env: Record<string, string> = {}, assembly = app): Promise<Synthesized> {
    const outdir = this.outdir(assembly);
    rmSync(outdir, { recursive: true, force: true });
    mkdirSync(outdir, { recursive: true });
    await this.exec(process.execPath, [join(ROOT, 'node_modules', 'ts-node', 'dist', 'bin.js'), '-T', join(__dirname, `${app}.ts`)], { ...env, CDK_OUTDIR: outdir, CDK_VALIDATION: 'false' });
    return JSON.parse(readFileSync(join(outdir, 'subset.json'), 'utf8')) as Synthesized;
  }

  /** @returns what it printed */
  public async deploy(assembly: string, ...stacks: string[]): Promise<string> {
    return this.run(TOOLING, ['deploy', '--app', this.outdir(assembly), '--require-approval', 'never', '--concurrency', '4', ...stacks]);
  }

  public async destroy(assembly: string, ...stacks: string[]): Promise<void> {
    await this.run(TOOLING, ['destroy', '--app', this.outdir(assembly), '--force', ...stacks]);
  }

  private outdir(assembly: string): string {
    return join(this.folder, `${assembly}.out`);
  }

  private run(account: string, args: string[]): Promise<string> {
    return this.exec(join(ROOT, 'node_modules', '.bin', 'cdk'), [...args, '--no-notices', '--no-version-reporting', '--ci', '--progress', 'events'], {
      AWS_ENDPOINT_URL: this.url, AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-central-1', AWS_EC2_METADATA_DISABLED: 'true',
    });
  }

  private exec(command: string, args: string[], env: Record<string, string>): Promise<string> {
    // a home of its own: the command line remembers which account a key belongs to
    const environment = { PATH: process.env.PATH, HOME: this.folder, NODE_NO_WARNINGS: '1', CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_DISABLE_VERSION_CHECK: '1', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', ...env };
    return new Promise((resolve, reject) => {
      execFile(command, args, { cwd: this.folder, env: environment, maxBuffer: 1 << 26, timeout: 240_000 }, (error, stdout, stderr) => {
        if (error) reject(new Error(`${command} ${args.join(' ')}: ${error.message.split('\n')[0]}\n${`${stdout}\n${stderr}`.slice(-6000)}`));
        else resolve(stdout + stderr);
      });
    });
  }
}

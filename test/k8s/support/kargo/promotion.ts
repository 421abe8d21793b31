import type { Manifest } from '../manifest-validator';
import type { Context, Outcome } from './steps';
import { clock, STEPS } from './steps';
import { filledIn } from './template';
import type { Freight, World } from './world';

interface Step {
  readonly uses: string;
  readonly as: string;
  readonly if?: string;
  readonly continueOnError?: boolean;
  readonly retry?: { readonly errorThreshold?: number; readonly timeout?: string };
  readonly vars?: { readonly name: string; readonly value: string }[];
  readonly config: Record<string, unknown>;
}

type Status = 'Succeeded' | 'Skipped' | 'Failed' | 'Errored';

/** What happened to a step: its alias and how it ended, in order. */
export type Course = [string, Status][];

let created = 0;

/**
 * A model of a promotion in open-source Kargo, made from the emitted manifests: tasks are unfolded, steps run in order, each in
 * its conditions, with their retries and outputs. What it cannot know is Kargo itself.
 */
export class Promotion {
  public readonly name: string;
  private readonly steps: Step[];
  private readonly authorized: Record<string, string[]>;
  private state: Record<string, Record<string, unknown> | undefined> = {};
  private metas = new Map<string, Status>();
  private disk: Context['disk'] = new Map();

  constructor(private readonly world: World, manifests: Manifest[], private readonly stage: string, private readonly freight: Freight, private readonly actor = '') {
    this.name = `${stage}.${++created}`;
    const named = (kind: string, name: string) => manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name)!;
    const { promotionTemplate } = named('Stage', stage).spec as { promotionTemplate: { spec: { steps: Unfoldable[] } } };
    this.steps = promotionTemplate.spec.steps.flatMap((step, i) => unfolded(step, i, (task) => (named('PromotionTask', task).spec as { steps: Step[] }).steps));
    this.authorized = Object.fromEntries(manifests.filter(({ kind }) => kind === 'Application').map(({ metadata }) => [
      metadata.name, metadata.annotations!['kargo.akuity.io/authorized-stage'].split(',').map((entry) => entry.split(':')[1]),
    ]));
  }

  /**
   * Runs to its end.
   * @param restartAfter alias of the step after which Kargo's controller is restarted, once
   */
  public run(restartAfter?: string): Course {
    for (const step of this.steps) {
      this.execute(step);
      if (step.as === restartAfter) {
        // Kargo keeps the outputs, and neither the disk nor what has been done
        [this.metas, this.disk] = [new Map(), new Map()];
        return this.run();
      }
    }
    return this.steps.map(({ as }) => [as, this.metas.get(as)!]);
  }

  public get succeeded(): boolean {
    return !this.failed();
  }

  private execute(step: Step): void {
    this.metas.set(step.as, this.isLeftOut(step) ? 'Skipped' : this.attempt(step));
  }

  private isLeftOut(step: Step): boolean {
    if (step.if === undefined) return this.failed();
    const condition = filledIn(step.if, this.environment(step));
    if (typeof condition !== 'boolean') throw new Error(`a condition is true or false, not ${String(condition)}: ${step.if}`);
    return !condition;
  }

  private attempt(step: Step): Status {
    const startedMs = this.world.nowMs;
    const limitMs = (clock(0).duration as (text: string) => number)(step.retry?.timeout ?? (step.uses.startsWith('argocd') ? '5m' : ''));
    for (let errors = 0; ;) {
      const outcome = this.once(step);
      if ('output' in outcome && outcome.output) this.keep(step, outcome.output);
      if (outcome.status === 'Errored' && ++errors >= (step.retry?.errorThreshold ?? 1)) return 'Errored';
      if (outcome.status !== 'Errored' && outcome.status !== 'Running') return outcome.status;
      if (limitMs > 0 && this.world.nowMs - startedMs > limitMs) return 'Errored';
      if (limitMs === 0 && this.world.nowMs - startedMs > 365 * 86_400_000) throw new Error(`${step.as} never ends`);
      this.world.nowMs += outcome.status === 'Running' ? outcome.afterMs : 1_000;
    }
  }

  private once(step: Step): Outcome {
    const trouble = this.world.trouble.get(step.uses) ?? 0;
    if (trouble > 0) {
      this.world.trouble.set(step.uses, trouble - 1);
      return { status: 'Errored' };
    }
    const config = filledIn(step.config, this.environment(step)) as Record<string, never>;
    const { world, stage, name: promotion, freight, authorized, disk } = this;
    return STEPS[step.uses](config, { world, stage, promotion, freight, authorized, disk, previousOutput: this.state[step.as] });
  }

  private keep({ uses, as }: Step, output: Record<string, unknown>): void {
    const whole = uses !== 'compose-output' && Object.entries(output).find(([, value]) => typeof value === 'number');
    // Kargo copies what it keeps before each later step, and ends with a panic at a Go int
    if (whole) throw new Error(`Kargo cannot keep the number ${whole[0]} of ${as}`);
    this.state[as] = output;
    const [task, inner] = as.split('::');
    if (uses === 'compose-output' && inner) this.state[task] = { ...this.state[task], ...output };
  }

  private failed(): boolean {
    return this.steps.some(({ as, continueOnError }) => !continueOnError && ['Failed', 'Errored'].includes(this.metas.get(as)!));
  }

  private environment(step: Step): Record<string, unknown> {
    const { freight, stage, name: promotion, actor, world } = this;
    const prefix = step.as.includes('::') ? `${step.as.split('::')[0]}::` : '';
    const own = Object.entries(this.state).filter(([alias]) => prefix !== '' && alias.startsWith(prefix)).map(([alias, output]) => [alias.slice(prefix.length), output]);
    const known = {
      ctx: { stage, promotion, targetFreight: { name: freight.name }, meta: { promotion: { actor } } },
      outputs: this.state,
      task: { outputs: Object.fromEntries(own) },
      ...clock(world.nowMs),
      success: () => !this.failed(),
      failure: () => this.failed(),
      status: (alias: string) => this.metas.get(prefix + alias) ?? '',
      stageMetadata: (name: string) => world.stages.get(name) ?? null,
      commitFrom: () => freight.commit,
      imageFrom: (repository: string) => freight.images[repository],
      // what is missing in it is an empty text
      secret: (name: string) => new Proxy(world.secrets[name] ?? {}, { get: (data, key: string) => data[key] ?? '' }),
    };
    const vars: Record<string, unknown> = {};
    for (const { name, value } of step.vars ?? []) vars[name] = filledIn(value, { ...known, vars });
    return { ...known, vars };
  }
}

type Unfoldable = Step & { readonly task?: { readonly name: string } };

function unfolded(step: Unfoldable, index: number, stepsOf: (task: string) => Step[]): Step[] {
  const { task, as = `step-${index}` } = step;
  if (!task) return [{ ...step, as }];
  return stepsOf(task.name).map((inner, i) => ({ ...inner, as: `${as}::${inner.as ?? `step-${i}`}`, vars: [...step.vars ?? [], ...inner.vars ?? []] }));
}

import { FIRING } from '../../prometheus/recorded-signals';
import { goDurationMs } from '../../rules/durations';
import type { Field } from '../../rules/field';
import { PROMOTION_TASK } from '../../rules/kinds';
import type { ReadGate } from '../planned-gates';
import type { Reading } from '../reading';
import { approvals } from './asked-people';
import { askedServices } from './asked-services';
import type { ReadStage } from './stage';
import { stepCalled } from './stage';

/** What the promotions to an environment ask, watch and undo. */
export interface ReadPromotion {
  readonly gates: ReadGate[];
  /** Names of the signals that take the release back after the shift. */
  readonly watched: string[];
  readonly bakeMs: number;
  /** Environments in which a failure is put back in Git. */
  readonly undone: string[];
}

const BAKE = /now\(\) \+ duration\("([^"]+)"\)/;
const NAMES = /signal=~"([^"]*)"/;

export function readPromotion(stage: ReadStage, reading: Reading): ReadPromotion {
  const { signals, notes } = reading;
  const polls = stage.steps.flatMap((step) => polled(step));
  for (const { names, at } of polls) signals.ask(names, stage.name, at);
  const watched = polls.filter(({ at }) => at.at('config', 'failureExpression').isSet).flatMap(({ names }) => names);
  const quiet = polls.filter(({ at }) => !at.at('config', 'failureExpression').isSet).flatMap(({ names }) => names);
  const pulls = stage.steps.filter((step) => step.at('uses').text === 'git-wait-for-pr');
  for (const pull of pulls) notes.add(pull, 'waits until a pull request is merged, which the manifests do not say who may; read as an approval');
  const [, baked = ''] = BAKE.exec(stepCalled(stage, 'bake')?.at('config', 'until').text ?? '') ?? [];
  return {
    gates: [...approvals(stage, reading), ...askedServices(stage), ...quiet.length > 0 ? [{ kind: 'quiet' as const, signals: quiet }] : []],
    watched: [...new Set(watched)],
    bakeMs: goDurationMs(baked) ?? 0,
    undone: undone(stage, reading),
  };
}

/** A question about recorded signals. */
function polled(step: Field): { readonly names: string[]; readonly at: Field }[] {
  return step.at('config', 'queryParams').items.map((parameter) => parameter.at('value').text).filter((query) => query.startsWith(FIRING)).map((query) => ({
    names: (NAMES.exec(query)?.[1] ?? '').split('|').map((name) => name.replace(/\\\\(.)/g, '$1')),
    at: step,
  }));
}

/** Tasks that go back when something failed name the environment in which they do. */
function undone({ steps, manifest }: ReadStage, { sources }: Reading): string[] {
  const tasks = sources.of(PROMOTION_TASK).filter((task) => task.isBeside(manifest) && task.spec.at('steps').items.some((step) => step.at('uses').text === 'argocd-update'
    && step.at('if').text.includes('failure()')));
  return steps.filter((step) => tasks.some(({ name }) => name === step.at('task', 'name').text))
    .flatMap((step) => step.at('vars').items.filter((one) => one.at('name').text === 'environment').map((one) => one.at('value').text));
}

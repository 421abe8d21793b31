import type { SignalSpec } from '../../model/spec';
import type { PlannedWave } from '../../plan/document';
import { quietNames } from '../../plan/wave-facts';
import type { Delivery } from '../delivery';
import { environmentBranch } from '../delivery';
import type { Destination } from '../destination';
import { goDuration } from '../go-duration';
import { RECORDED, firingQuery } from '../prometheus/recorded-signals';
import { triggersOf } from '../prometheus/watch';
import type { PromotionStep } from './promotion-steps';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
const RESULT = 'response.body.data.result';

/**
 * Waits, before anything is changed, until every signal of the wave's quiet gates that is recorded there by now is known and
 * none fires. Where nothing runs yet nothing is asked, or the first release would wait for what it brings itself.
 */
export function quietSteps({ plan, repositoryUrl }: Delivery, wave: PlannedWave, destination: Destination): PromotionStep[] {
  const names = quietNames(wave);
  const signals = plan.signals.filter(({ name }) => names.includes(name));
  if (signals.length === 0) return [];
  const checkout = [{ branch: environmentBranch(destination.environment.environmentName), create: true, path: './before' }];
  return [
    { uses: 'git-clone', config: { repoURL: repositoryUrl, checkout } },
    { ...answers('before', signals), continueOnError: true },
    {
      ...poll('quiet', plan.service, destination, signals, DAY_MS, { successExpression: allQuiet('before') }),
      if: "${{ status('before') == 'Succeeded' }}",
    },
  ];
}

/** Stays in the promotion for the bake time, so that a signal that fires then is still undone by it. */
export function bakeSteps({ plan }: Delivery, wave: PlannedWave, destination: Destination): PromotionStep[] {
  const signals = triggersOf(wave, plan.signals);
  if (wave.bakeMs === 0 || signals.length === 0) return [];
  const until = `\${{ quote((now() + duration("${goDuration(wave.bakeMs)}")).Format("2006-01-02T15:04:05Z07:00")) }}`;
  return [
    answers('live', signals),
    { uses: 'compose-output', as: 'bake', config: { until } },
    poll('watch', plan.service, destination, signals, wave.bakeMs + HOUR_MS, {
      successExpression: `now() >= date("\${{ outputs.bake.until }}") && ${allQuiet('live')}`,
      failureExpression: `any(${RESULT}, {#.value[1] == "1"})`,
    }),
  ];
}

/** How many of the signals the manifests in a folder record: those that are applied, which may be older than the Stage. */
function answers(folder: string, signals: SignalSpec[]): PromotionStep {
  const names = signals.map(({ name }) => `"${name}"`).join(', ');
  const fromExpression = `len(filter(split(metadata.annotations["${RECORDED}"], ","), {split(#, "/")[0] in [${names}]}))`;
  return { uses: 'yaml-parse', as: folder, config: { path: `./${folder}/kustomization.yaml`, outputs: [{ name: 'answers', fromExpression }] } };
}

/** As many answers as are recorded, so that one that is missing is not taken for a quiet one. */
function allQuiet(folder: string): string {
  return `len(${RESULT}) == \${{ outputs.${folder}.answers }} && all(${RESULT}, {#.value[1] == "0"})`;
}

function poll(
  as: string, service: string, { prometheus, environment }: Destination, signals: SignalSpec[], timeoutMs: number, expressions: object,
): PromotionStep {
  const query = firingQuery({ service, environment: environment.environmentName }, signals);
  return {
    uses: 'http',
    as,
    retry: { timeout: goDuration(timeoutMs), errorThreshold: 5 },
    config: {
      url: `${prometheus}/api/v1/query`,
      queryParams: [{ name: 'query', value: query }],
      pollInterval: goDuration(Math.min(...signals.map(({ periodMs }) => periodMs))),
      ...expressions,
    },
  };
}

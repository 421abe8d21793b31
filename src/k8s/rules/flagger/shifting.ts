import type { Problem } from '../../../plan/problem';
import { goDurationMs } from '../durations';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { SP5256, SP5257, SP5258, SP5259, SP5261 } from '../problems-flagger';
import type { FlaggerCanary } from './canary';
import { canariesOf } from './canary';

const SHORTEST_MS = 10_000;
const WEIGHTS = ['stepWeight', 'stepWeights', 'maxWeight'];

/** By provider, cut off before the version of its API. */
const MATCHING = ['appmesh', 'contour', 'gatewayapi', 'gloo', 'istio', 'nginx'];
const STICKY = ['gatewayapi', 'istio'];

/** How a Canary moves traffic. */
export function shifting(folder: Folder): Problem[] {
  return canariesOf(folder).flatMap((canary) => [
    ...clocked(canary), ...stuck(canary), ...contradicting(canary), ...unsupported(canary), ...skipped(canary),
  ]);
}

function clocked({ analysis }: FlaggerCanary): Problem[] {
  const interval = analysis.at('interval');
  const threshold = analysis.at('threshold');
  const ms = goDurationMs(interval.text);
  return [
    ...(interval.isSet && (ms === undefined || ms < SHORTEST_MS) ? [SP5256.at(interval.path, {
      got: interval.shown,
      allowed: 'a number with s, m or h, at least 10s',
      remedies: ['write `1m` for a minute', 'use 10s or more'],
    })] : []),
    ...(threshold.isSet && (threshold.number ?? 0) < 1 ? [SP5256.at(threshold.path, {
      got: threshold.shown,
      allowed: 'a whole number from 1: how many failed checks take the release back',
      remedies: ['use 1 to tolerate no failure'],
    })] : []),
  ];
}

function stuck({ analysis, provider }: FlaggerCanary): Problem[] {
  if ((analysis.at('iterations').number ?? 0) > 0 || provider === 'kubernetes') return [];
  const [step, steps, max] = WEIGHTS.map((name) => analysis.at(name));
  const promotion = analysis.at('stepWeightPromotion');
  const weights = steps.items.map(({ number = 0 }) => number);
  const wrong: [Field, boolean, string, string][] = [
    [step, !(weights.length > 0 || (step.number ?? 0) > 0), 'a percentage above 0', 'add a stepWeight'],
    [steps, (step.number ?? 0) <= 0 && weights.some((weight, i) => weight <= (weights[i - 1] ?? 0)), 'percentages that rise from step to step', 'remove what does not rise'],
    [max, (max.number ?? 0) > 100 && weights.length === 0, 'at most 100', 'lower maxWeight'],
    [max, max.number !== undefined && weights.length === 0 && (step.number ?? 0) > max.number, `at least stepWeight: ${step.shown}`, 'raise maxWeight'],
    [promotion, (promotion.number ?? 0) < 0, 'a percentage from 0', 'remove stepWeightPromotion'],
  ];
  return wrong.filter(([, holds]) => holds).map(([field, , allowed, remedy]) => SP5257.at(field.path, { got: field.shown, allowed, remedies: [remedy] }));
}

function contradicting({ analysis, spec, target }: FlaggerCanary): Problem[] {
  const iterates = (analysis.at('iterations').number ?? 0) > 0;
  const cookies = analysis.at('sessionAffinity');
  const isKnative = target.at('kind').text === 'Service' && target.at('apiVersion').text === 'serving.knative.dev/v1';
  return [
    ...WEIGHTS.map((name) => analysis.at(name)).filter(({ isSet }) => iterates && isSet).map((field) => SP5258.at(field.path, {
      got: `${field.shown} beside iterations`,
      allowed: 'either weights or iterations',
      remedies: ['remove iterations to shift step by step', 'remove the weights to switch at once'],
    })),
    ...(analysis.at('stepWeight').isSet && analysis.at('stepWeights').isSet ? [SP5258.at(analysis.at('stepWeights').path, {
      got: 'stepWeight and stepWeights',
      allowed: 'one of the two',
      remedies: ['remove one of them'],
    })] : []),
    ...(cookies.isSet && cookies.at('cookieName').text === cookies.at('primaryCookieName').text ? [SP5258.at(cookies.path, {
      got: 'one cookie for both versions',
      allowed: 'two names',
      remedies: ['rename one of the cookies'],
    })] : []),
    ...(isKnative && spec.at('autoscalerRef').isSet ? [SP5258.at(spec.at('autoscalerRef').path, {
      got: 'an autoscaler beside Knative',
      allowed: 'nothing: Knative scales by itself',
      remedies: ['remove autoscalerRef'],
    })] : []),
  ];
}

/** What the provider that is named passes over, each with where it leads. */
function unsupported({ analysis, provider, target }: FlaggerCanary): Problem[] {
  if (provider === '') return [];
  const [family] = provider.split(':');
  const iterates = (analysis.at('iterations').number ?? 0) > 0;
  const mirrors = family === 'istio' || (family === 'gatewayapi' && iterates);
  const match = analysis.at('match');
  const isKnative = target.at('apiVersion').text === 'serving.knative.dev/v1';
  const wrong: [Field, boolean, string][] = [
    ...WEIGHTS.map((name): [Field, boolean, string] => [analysis.at(name), family === 'kubernetes', 'iterations: without a router all traffic moves at once']),
    [match, match.items.length > 0 && !MATCHING.includes(family), `nothing, unless the provider is one of ${MATCHING.join(', ')}`],
    [analysis.at('mirror'), analysis.at('mirror').isTrue && !mirrors, 'nothing, unless the provider is istio, or gatewayapi with iterations'],
    [analysis.at('sessionAffinity'), !STICKY.includes(family), `nothing, unless the provider is one of ${STICKY.join(', ')}`],
    [target, isKnative !== (family === 'knative'), 'a Service of Knative with the provider knative, and no other'],
  ];
  return wrong.filter(([field, holds]) => holds && field.isSet).map(([field, , allowed]) => SP5259.at(field.path, {
    got: `${field.shown} with ${provider}`,
    allowed,
    remedies: ['remove it', 'use another provider'],
  }));
}

function skipped({ spec }: FlaggerCanary): Problem[] {
  const skip = spec.at('skipAnalysis');
  return skip.isTrue ? [SP5261.at(skip.path, { got: 'true', allowed: 'false', remedies: ['remove it after the emergency'] })] : [];
}

import type { Schema } from '@cfworker/json-schema';
import { PLAN_VERSION } from './document';

const text: Schema = { type: 'string' };
const number: Schema = { type: 'number' };
const flag: Schema = { type: 'boolean' };
const list = (items: Schema): Schema => ({ type: 'array', items });
const oneOf = (...values: string[]): Schema => ({ enum: values });

/** An object with exactly these fields. */
function exactly(properties: Record<string, Schema>): Schema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

/** An object told apart by its `kind`. */
function kinds(variants: Record<string, Record<string, Schema>>, common: Record<string, Schema> = {}): Schema {
  return {
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: Object.keys(variants) } },
    allOf: Object.entries(variants).map(([kind, properties]) => ({
      if: { properties: { kind: { const: kind } } },
      then: exactly({ kind: { const: kind }, ...common, ...properties }),
    })),
  };
}

const weekly: Record<string, Schema> = { days: list({ type: 'integer' }), fromMinuteOfDay: number, toMinuteOfDay: number, timeZone: text };
const span: Record<string, Schema> = { from: text, to: text, timeZone: text };
const window = exactly({ name: text, hours: kinds({ weekly }) });
const job = exactly({ name: text, commands: list(text), image: text, timeoutMs: number });
const steps = list(exactly({ percent: number, holdMs: number }));
const scope = oneOf('wave', 'promoted');

const tier = oneOf('development', 'test', 'staging', 'production');

const environment = exactly({
  name: text,
  tier,
  labels: { type: 'object', additionalProperties: text },
});

const signal = exactly({
  name: text,
  measure: kinds({
    errorRatio: { atMostRatio: number, detectRatio: number, minimumRequests: number },
    sequential: { baselineRatio: number, detectRatio: number, falseAlarmRatio: number, power: number, clusteringFactor: number },
    latency: { percentile: number, atMostMs: number, minimumRequests: number },
    saturation: { resource: text, atMostPercent: number },
    custom: { metric: text, statistic: text, comparison: oneOf('atMost', 'atLeast'), bound: number },
    synthetic: { probe: text, atLeastSuccessPercent: number },
  }),
  periodMs: number,
  datapointsToFail: number,
  datapointsObserved: number,
  noData: oneOf('hold', 'fail'),
  scope: oneOf('version', 'service'),
});

const gate = kinds({
  approval: { group: text, quorum: number, excludeAuthor: flag, timeoutMs: number },
  window: { windows: list(window) },
  quiet: { signals: list(text) },
  check: { job },
  evidence: { evidence: list(oneOf('sbom', 'provenance', 'tests', 'docs')) },
  budget: { objectiveRatio: number, windowMs: number, remainingAtLeastRatio: number },
  change: { system: text, states: list(text) },
  dependsOn: { service: text, environment: text, versions: text },
}, { id: text });

const shift = kinds({
  allAtOnce: { steps },
  rolling: { maxUnavailablePercent: number, steps },
  canary: { steps },
  linear: { steps },
  steps: { steps },
  blueGreen: { keepOldMs: number, steps },
  flag: { flag: text, steps },
  designed: { power: number, falseAlarmRatio: number, maxHarmedRequests: number, withinMs: number, maxGrowthFactor: number, equalSteps: flag, steps },
});

const wave = exactly({
  name: text,
  after: list(text),
  environments: list(text),
  gates: list(gate),
  shift,
  verifications: list(kinds({ job: { job }, measurement: { signal: text, durationMs: number } }, { id: text })),
  bakeMs: number,
  triggers: list(kinds({ signal: { signal: text, scope }, failedDeployment: { scope }, failedVerification: { scope }, operator: { scope } })),
});

/** JSON Schema of the document. What the numbers and names may be is said by the checks. */
export const PLAN_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Spillway plan',
  ...exactly({
    version: { const: PLAN_VERSION },
    service: text,
    path: text,
    supersede: flag,
    traffic: { anyOf: [{ type: 'null' }, exactly({ requestsPerSecond: number, errorRatio: number, clusteringFactor: number })] },
    environments: list(environment),
    signals: list(signal),
    freezes: list(exactly({ name: text, span: kinds({ weekly, dated: span, yearly: span }), owner: text, reason: text, tiers: list(tier) })),
    expedited: list(exactly({ releaseTypes: list(text), passesWindows: flag, passesFreezes: flag, bakeAtMostMs: number })),
    acknowledged: list(exactly({ code: text, reason: text })),
    waves: list(wave),
  }),
};

import { error, warning } from '../../plan/problem-definition';

/* Read in the sources of Flagger 1.44.0, which says most of this in its log only. */

export const SP5254 = error('SP5254', 'target has no label that Flagger selects by',
  'Flagger tells the primary from the canary by one label of the selector: app, name or app.kubernetes.io/name, unless its flags say otherwise.',
  'kind: Deployment // with selector: { matchLabels: { component: "web" } }');

export const SP5255 = error('SP5255', 'object collides with one that Flagger makes',
  'Flagger makes the Services and the primary itself; whoever applies an object of the same name takes the traffic back.',
  'kind: Service // named as the target of a Canary');

export const SP5256 = error('SP5256', 'interval is not the one that is kept',
  'Flagger reads a malformed interval as a minute and a shorter one as ten seconds, without a word.',
  'analysis: { interval: "5s", threshold: 5, stepWeight: 10 }');

export const SP5257 = error('SP5257', 'canary can never be promoted',
  'Its weight never reaches the one at which Flagger promotes: the analysis goes on for ever.',
  'analysis: { stepWeights: [10, 10, 20] }');

export const SP5258 = error('SP5258', 'ways of shifting traffic contradict each other',
  'Flagger follows iterations and passes over the weights, or passes over half of what is written.',
  'analysis: { iterations: 10, stepWeight: 10 }');

export const SP5259 = error('SP5259', 'provider cannot do it',
  'Flagger passes over what a provider has not, and sends the traffic elsewhere than declared.',
  'provider: "kubernetes" // with analysis: { stepWeight: 10 }');

export const SP5260 = error('SP5260', 'metric decides nothing',
  'A metric without a bound passes or fails always, whatever is measured; one without a query halts every release.',
  'metrics: [{ name: "request-success-rate" }]');

export const SP5261 = warning('SP5261', 'analysis is skipped',
  'Each new version goes to all users at once, and nothing is measured.',
  'spec: { skipAnalysis: true }');

export const SP5262 = error('SP5262', 'autoscaler does not follow the primary',
  'Flagger scales the target to zero and copies an autoscaler for the primary, if it is told which one.',
  'kind: HorizontalPodAutoscaler // for the target of a Canary without autoscalerRef');

export const SP5263 = error('SP5263', 'webhook cannot be called',
  'A webhook that fails halts the release, and after enough failures takes it back.',
  'webhooks: [{ name: "gate", type: "confirm", url: "gate" }]');

export const SP5264 = error('SP5264', 'two Canaries have one target',
  'Each of them would scale and route it, undoing the other.',
  'targetRef: { kind: "Deployment", name: "web" } // in two Canaries');

export const SP5265 = error('SP5265', 'canary detects nothing',
  'With neither a metric nor a webhook in its analysis every version is promoted.',
  'analysis: { interval: "1m", threshold: 5, stepWeight: 10 }');

import type { Mutant } from './mutant';
import { mutant } from './mutant';
import { add, all, remove, set } from './mutate';

const WEB = 'Canary/web/spec';
const CART = 'Canary/cart/spec';

/** Faults in Canaries of Flagger. */
export const FLAGGER_MUTANTS: Mutant[] = [
  mutant('flagger', 'SP5254', 'a target that Flagger cannot select', set('Deployment/cart/spec/selector/matchLabels', { component: 'cart' })),
  mutant('flagger', 'SP5255', 'a Service of the name of the target', add('v1', 'Service', 'web', { selector: {}, ports: [{ port: 80 }] })),
  mutant('flagger', 'SP5255', 'a Service that Flagger makes for the canary', add('v1', 'Service', 'basket-canary', { selector: {}, ports: [{ port: 80 }] })),
  mutant('flagger', 'SP5255', 'a Deployment of the name of the copy', add('apps/v1', 'Deployment', 'web-primary', {})),
  mutant('flagger', 'SP5255', 'an autoscaler of the name of that of the copy', add('autoscaling/v2', 'HorizontalPodAutoscaler', 'web-primary', { maxReplicas: 2 })),
  mutant('flagger', 'SP5256', 'an interval below ten seconds', set(`${WEB}/analysis/interval`, '5s')),
  mutant('flagger', 'SP5256', 'an interval that begins like one', set(`${WEB}/analysis/interval`, '1min')),
  mutant('flagger', 'SP5256', 'a threshold of no failure', set(`${WEB}/analysis/threshold`, 0)),
  mutant('flagger', 'SP5257', 'a step of nothing', set(`${WEB}/analysis/stepWeight`, 0)),
  mutant('flagger', 'SP5257', 'a largest weight that is never reached', set(`${WEB}/analysis/maxWeight`, 120)),
  mutant('flagger', 'SP5257', 'a step above the largest weight', set(`${WEB}/analysis/stepWeight`, 60)),
  mutant('flagger', 'SP5257', 'weights that stand still', all(
    remove(`${WEB}/analysis/stepWeight`), remove(`${WEB}/analysis/maxWeight`), set(`${WEB}/analysis/stepWeights`, [10, 10, 50]),
  )),
  mutant('flagger', 'SP5258 schema', 'steps and iterations at once', set(`${CART}/analysis/stepWeight`, 10)),
  mutant('flagger', 'SP5258', 'one cookie for both versions', set(`${CART}/analysis/sessionAffinity/primaryCookieName`, 'canary')),
  mutant('flagger', 'SP5259', 'weights without a router', set(`${WEB}/provider`, 'kubernetes')),
  mutant('flagger', 'SP5259', 'testers that Linkerd does not know', set(`${CART}/provider`, 'linkerd')),
  mutant('flagger', 'SP5259', 'a mirror that a gateway passes over', set(`${WEB}/analysis/mirror`, true)),
  mutant('flagger', 'SP5259', 'customers that stay with their version, which Linkerd cannot do', all(
    set(`${WEB}/provider`, 'linkerd'), set(`${WEB}/analysis/sessionAffinity`, { cookieName: 'canary' }),
  )),
  mutant('flagger', 'SP5259', 'Knative for a Deployment', set(`${WEB}/provider`, 'knative')),
  mutant('flagger', 'SP5260', 'a success rate without a bound', remove(`${WEB}/analysis/metrics/0/thresholdRange`)),
  mutant('flagger', 'SP5260', 'a success rate as a fraction', set(`${WEB}/analysis/metrics/0/thresholdRange/min`, 0.99)),
  mutant('flagger', 'SP5260', 'bounds that cross', set(`${WEB}/analysis/metrics/2/thresholdRange/min`, 11)),
  mutant('flagger', 'SP5260', 'a metric that is not built in', remove(`${WEB}/analysis/metrics/2/templateRef`)),
  mutant('flagger', 'SP5261', 'an analysis that is skipped', set(`${WEB}/skipAnalysis`, true)),
  mutant('flagger', 'SP5262', 'an autoscaler that Flagger is not told of', remove(`${WEB}/autoscalerRef`)),
  mutant('flagger', 'SP5220 SP5262', 'an autoscaler of something else', set('HorizontalPodAutoscaler/web/spec/scaleTargetRef/name', 'api')),
  mutant('flagger', 'SP5263 SP5265 schema', 'a hook that does not exist', set(`${CART}/analysis/webhooks/0/type`, 'confirm')),
  mutant('flagger', 'SP5263', 'a hook without a place', set(`${CART}/analysis/webhooks/0/url`, 'smoke.shop')),
  mutant('flagger', 'SP5263', 'a hook that times out in words', set(`${WEB}/analysis/webhooks/0/timeout`, '30sec')),
  mutant('flagger', 'SP5262 SP5264', 'two Canaries of one target', set(`${CART}/targetRef/name`, 'web')),
  mutant('flagger', 'SP5265', 'a Canary that detects nothing', remove(`${CART}/analysis/webhooks`)),
  mutant('flagger', 'SP5220', 'a template that does not exist', remove('MetricTemplate/queue')),
];

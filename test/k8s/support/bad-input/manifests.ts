import { k8s } from 'spillway';
import type { BadDeclaration } from './bad-declaration';
import { adding, bad, patching, watching } from './bad-declaration';

const CANARY = watching({});
const STRATEGY = '/spec/strategy/canary';
const ROUTED = { ...CANARY, workload: { router: k8s.TrafficRouter.gatewayApi({ gateway: 'public' }) } };
const rollout = (path: string, value: unknown) => patching('beta', 'Rollout', 'web', path, value);
const analysis = (path: string, value: unknown) => patching('beta', 'AnalysisTemplate', 'web-watch-10m', path, value);
const stage = (path: string, value: unknown) => patching('delivery', 'Stage', 'beta', path, value);
const flagger = (spec: object, name = 'api') => adding('flagger.app/v1beta1', 'Canary', {
  targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' }, service: { port: 80 }, ...spec,
}, name);
const WEIGHTS = { interval: '1m', threshold: 5, stepWeight: 10, maxWeight: 50 };
const ANALYSIS = { ...WEIGHTS, metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99 }, interval: '1m' }] };

/** What an escape hatch made of the library's objects, or somebody put beside them, and a controller would refuse. */
export const BAD_MANIFESTS: BadDeclaration[] = [
  bad('a Rollout has two strategies', 'SP5221', CANARY, rollout('/spec/strategy/blueGreen', { activeService: 'web' })),
  bad('a step moves and waits', 'SP5222', CANARY, rollout(`${STRATEGY}/steps/0/pause`, { duration: '5m' })),
  bad('a weight is 150', 'SP5223', ROUTED, rollout(`${STRATEGY}/steps/0/setWeight`, 150)),
  bad('a pause is counted in days', 'SP5224', CANARY, rollout(`${STRATEGY}/steps/1`, { pause: { duration: '1d' } })),
  bad('both versions have one Service', 'SP5225', ROUTED, rollout(`${STRATEGY}/canaryService`, 'web')),
  bad('a router has lost its Service', 'SP5226', { ...CANARY, workload: { router: k8s.TrafficRouter.nginx() } }, rollout(`${STRATEGY}/stableService`, undefined)),
  bad('a scale is set without a router', 'SP5227', CANARY, rollout(`${STRATEGY}/steps/0`, { setCanaryScale: { weight: 100 } })),
  bad('no pod may be replaced', 'SP5229', CANARY, rollout(`${STRATEGY}/maxSurge`, 0)),
  bad('a deadline is before readiness', 'SP5231', CANARY, rollout('/spec/minReadySeconds', 900)),
  bad('a Rollout does not select its pods', 'SP5232', CANARY, rollout('/spec/selector/matchLabels', { app: 'other' })),
  bad('a Service selects other pods', 'SP5233', ROUTED, patching('beta', 'Service', 'web-canary', '/spec/selector', { app: 'other' })),
  bad('two metrics have one name', 'SP5243', watching({}), (made) => {
    analysis('/spec/metrics/-', { name: 'error-ratio', count: 1, successCondition: 'true', provider: { prometheus: { address: 'http://p', query: 'up' } } })(made);
  }),
  bad('an analysis asks for an argument that nobody gives', 'SP5244', CANARY, analysis('/spec/args/-', { name: 'city' })),
  bad('a metric comes from two places', 'SP5245', CANARY, analysis('/spec/metrics/0/provider/web', { url: 'https://example.com' })),
  bad('an interval is in words', 'SP5246', CANARY, analysis('/spec/metrics/0/interval', '1 minute')),
  bad('a metric may fail each time', 'SP5247', CANARY, analysis('/spec/metrics/0/failureLimit', 100)),
  bad('an analysis never ends', 'SP5248', CANARY, analysis('/spec/metrics/0/count', undefined)),
  bad('a metric has no condition', 'SP5251', CANARY, (made) => {
    analysis('/spec/metrics/0/successCondition', undefined)(made);
    analysis('/spec/metrics/0/failureCondition', undefined)(made);
  }),
  bad('a Flagger Canary detects nothing', 'SP5265', {}, flagger({ analysis: WEIGHTS })),
  bad('two Flagger Canaries have one target', 'SP5264', {}, (made) => ['api', 'web'].forEach((name) => flagger({ analysis: ANALYSIS }, name)(made))),
  bad('a Stage hopes for Kargo Enterprise', 'SP5266', {}, patching('delivery', 'ProjectConfig', 'shop-release', '/spec/promotionPolicies/0/autoRollback', { onPromotion: ['Failed'] })),
  bad('a step is none of open-source Kargo', 'SP5267', {}, stage('/spec/promotionTemplate/spec/steps/-', { uses: 'send-message', config: {} })),
  bad('a soak is counted in days', 'SP5268', {}, stage('/spec/requestedFreight/0/sources', { stages: ['gamma'], requiredSoakTime: '1d' })),
  bad('a Stage takes everything, and waits', 'SP5269', {}, stage('/spec/requestedFreight/0/sources', { direct: true, stages: ['gamma'] })),
  bad('a Stage waits for itself', 'SP5270', {}, stage('/spec/requestedFreight/0/sources', { stages: ['beta'] })),
  bad('two steps have one alias', 'SP5271', {}, stage('/spec/promotionTemplate/spec/steps/-', { uses: 'fail', as: 'prepare' })),
  bad('an expression calls what is not there', 'SP5272', {}, stage('/spec/promotionTemplate/spec/steps/-', { uses: 'fail', config: { message: '${{ commitOf("x") }}' } })),
  bad('an expression asks for a step that has not run', 'SP5273', {}, stage('/spec/promotionTemplate/spec/steps/-', { uses: 'fail', if: "${{ status('pusj') == 'Succeeded' }}" })),
  bad('a condition is a text', 'SP5274', {}, stage('/spec/promotionTemplate/spec/steps/-', { uses: 'fail', if: 'failure()' })),
  bad('a subscription uses a field that is gone', 'SP5275', {}, patching('delivery', 'Warehouse', 'shop', '/spec/subscriptions/0', { image: { repoURL: 'a.example.com/b', semverConstraint: '^1.0.0' } })),
  bad('an Application does not let the Stage in', 'SP5277', {}, patching('delivery', 'Application', 'shop-beta', '/metadata/annotations', {})),
  bad('two promotion policies are for one Stage', 'SP5278', {}, patching('delivery', 'ProjectConfig', 'shop-release', '/spec/promotionPolicies/-', { stageSelector: { name: 'beta' } })),
  bad('a rule records nothing', 'SP5280', CANARY, patching('beta', 'PrometheusRule', 'web', '/spec/groups/0/rules/0/expr', '')),
  bad('an alert waits one and a half minutes', 'SP5281', CANARY, patching('beta', 'PrometheusRule', 'web', '/spec/groups/0/rules/2/for', '1.5m')),
  bad('a source is not listed by its project', 'SP5283', {}, patching('delivery', 'Application', 'shop-beta', '/spec/source/repoURL', 'https://git.example.com/other.git')),
  bad('a route sends nothing', 'SP5284', ROUTED, patching('beta', 'HTTPRoute', 'web', '/spec/rules/0/backendRefs', [{ name: 'web', port: 80, weight: 0 }])),
  bad('a budget has two bounds', 'SP5289', {}, patching('beta', 'PodDisruptionBudget', 'web', '/spec/minAvailable', 1)),
  bad('an autoscaled Rollout has replicas of its own', 'SP5290', {}, adding('autoscaling/v2', 'HorizontalPodAutoscaler', {
    minReplicas: 2, maxReplicas: 4, scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' },
  })),
  bad('an autoscaler has no room', 'SP5291', {}, adding('autoscaling/v2', 'HorizontalPodAutoscaler', {
    minReplicas: 5, maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
  })),
];

import type { Mutant } from './mutant';
import { mutant } from './mutant';
import { add, push, remove, set, unshift } from './mutate';

const CART = 'Rollout/cart/spec/strategy/canary';
const WEB = 'Rollout/web/spec/strategy/canary';
const API = 'Rollout/api/spec/strategy/canary';
const GREEN = 'Rollout/cart/spec/strategy/blueGreen';
const BARE = 'shop/prod-eu';

/** Faults in Rollouts of Argo. */
export const ROLLOUT_MUTANTS: Mutant[] = [
  mutant(BARE, 'SP5221', 'a canary and a blue/green at once', set('Rollout/cart/spec/strategy/blueGreen', { activeService: 'cart' })),
  mutant(BARE, 'SP5221', 'no strategy', set('Rollout/cart/spec/strategy', {})),
  mutant(BARE, 'SP5222', 'a step that moves and waits', set(`${CART}/steps/0/pause`, { duration: '5m' })),
  mutant(BARE, 'SP5222', 'a step without anything', set(`${CART}/steps/1`, {})),
  mutant(BARE, 'SP5222 schema', 'a step that is misspelt', set(`${CART}/steps/0`, { setWeigth: 20 })),
  mutant(BARE, 'SP5223', 'a weight of 150', set(`${CART}/steps/6/setWeight`, 150)),
  mutant('routed', 'SP5223', 'a weight above the largest', set(`${WEB}/steps/4/setWeight`, 1001)),
  mutant('mirrored', 'SP5223', 'another largest weight than Istio counts to', set(`${API}/trafficRouting/maxTrafficWeight`, 1000)),
  mutant('routed', 'SP5224', 'a pause in words', set(`${WEB}/steps/2/pause/duration`, '5 minutes')),
  mutant('routed', 'SP5224', 'a pause in days', set(`${WEB}/steps/2/pause/duration`, '1d')),
  mutant('routed', 'SP5224', 'a pause of less than nothing', set(`${WEB}/steps/5/pause/duration`, -1)),
  mutant('blue-green', 'SP5225', 'one Service for both colours', set(`${GREEN}/previewService`, 'cart')),
  mutant(BARE, 'SP5225', 'one Service for both versions', set(`${WEB}/canaryService`, 'web')),
  mutant('mirrored', 'SP5225', 'one Service that plays both ping and pong', set(`${API}/pingPong/pongService`, 'api-ping')),
  mutant('routed', 'SP5226', 'a router without the stable Service', remove(`${WEB}/stableService`)),
  mutant('mirrored', 'SP5226 schema', 'a ping without a pong', remove(`${API}/pingPong/pongService`)),
  mutant('mirrored', 'SP5220 SP5226 SP5227 SP5228', 'ping and pong behind nginx', set(`${API}/trafficRouting`, {
    managedRoutes: [{ name: 'testers' }, { name: 'mirror' }], nginx: { stableIngress: 'api' },
  })),
  mutant(BARE, 'SP5227', 'a scale without a router', unshift(`${CART}/steps`, { setCanaryScale: { weight: 100 } })),
  mutant(BARE, 'SP5227', 'a stable version that shrinks without a router', set(`${CART}/dynamicStableScale`, true)),
  mutant('routed', 'SP5227', 'a stable version that shrinks and waits', set(`${WEB}/dynamicStableScale`, true)),
  mutant('routed', 'SP5227', 'traffic for an experiment behind nginx', push(`${WEB}/steps`, { experiment: { templates: [{ name: 'a', specRef: 'canary', weight: 5 }] } })),
  mutant('routed', 'SP5228', 'a route for testers behind nginx', push(`${WEB}/steps`, { setHeaderRoute: { name: 'x' } })),
  mutant('mirrored', 'SP5228', 'a route that nobody manages', remove(`${API}/trafficRouting/managedRoutes/1`)),
  mutant('mirrored', 'SP5228', 'a header that is compared twice', set(`${API}/steps/1/setHeaderRoute/match/0/headerValue/prefix`, 'y')),
  mutant(BARE, 'SP5229', 'no pod that may be replaced', set(`${CART}/maxSurge`, '0%')),
  mutant('routed', 'SP5230', 'an anti-affinity of weight 0', set(`${WEB}/antiAffinity/preferredDuringSchedulingIgnoredDuringExecution/weight`, 0)),
  mutant('routed', 'SP5230', 'a preference that is a requirement too', set(`${WEB}/antiAffinity/requiredDuringSchedulingIgnoredDuringExecution`, {})),
  mutant('routed', 'SP5231', 'a deadline before readiness', set('Rollout/web/spec/minReadySeconds', 600)),
  mutant('blue-green', 'SP5231', 'more old versions kept than remembered', set('Rollout/cart/spec/revisionHistoryLimit', 1)),
  mutant(BARE, 'SP5232 SP5233', 'pods without the label of the selector', remove('Rollout/web/spec/template/metadata/labels/app.kubernetes.io~1name')),
  mutant('routed', 'SP5232', 'pods with another value than the selector lists', set('Rollout/web/spec/template/metadata/labels/tier', 'back')),
  mutant('blue-green', 'SP5232', 'pods of its own beside those of a workload', set('Rollout/cart/spec/template', { metadata: { labels: { app: 'cart' } } })),
  mutant(BARE, 'SP5233', 'a canary Service of other pods', set('Service/web-canary/spec/selector/track', 'canary')),
  mutant(BARE, 'SP5233 SP5234', 'a Service of two rollouts', set(`${CART}/canaryService`, 'web-canary')),
  mutant('routed', 'SP5235', 'one Ingress and several', set(`${WEB}/trafficRouting/nginx/stableIngresses`, ['web'])),
  mutant('mirrored', 'SP5235', 'Istio without a VirtualService', remove(`${API}/trafficRouting/istio/virtualService`)),
  mutant('routed', 'SP5235', 'an Ingress that sends elsewhere', set('Ingress/web/spec/rules/0/http/paths/0/backend/service/name', 'web')),
  mutant(BARE, 'SP5236', 'a weight of 1 % of ten pods', set(`${CART}/steps/0/setWeight`, 1)),
  mutant(BARE, 'SP5236 SP5290', 'an autoscaler that goes down to two pods', add('autoscaling/v2', 'HorizontalPodAutoscaler', 'cart', {
    minReplicas: 2, maxReplicas: 20, scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'cart' },
  })),
  mutant('routed', 'SP5237', 'half of the traffic for a fifth of the pods', remove(`${WEB}/steps/3`)),
  mutant('mirrored', 'SP5237', 'three quarters of the traffic for one pod of four', set(`${API}/steps/4/setWeight`, 75)),
  mutant('routed', 'SP5238', 'a soak of a day in a rollout', set(`${WEB}/steps/2/pause/duration`, '24h')),
  mutant(BARE, 'SP5238', 'four analyses of forty minutes in a rollout', set('AnalysisTemplate/cart-watch-10m/spec/metrics/0/count', 40)),
  mutant('routed', 'SP5239', 'a pause without an end', set(`${WEB}/steps/2/pause`, {})),
  mutant('routed', 'SP5240', 'a way back that is longer than the history', set('Rollout/web/spec/rollbackWindow/revisions', 6)),
  mutant(BARE, 'SP5241', 'a last weight that is only waited for', set(`${CART}/steps/7`, { pause: { duration: '10m' } })),
  mutant('blue-green', 'SP5242', 'a workload that runs beside the rollout', set('Deployment/cart/spec/replicas', 3)),
  mutant('blue-green', 'SP5242', 'a workload whose number of pods is not said, which is one', remove('Deployment/cart/spec/replicas')),
  mutant('blue-green', 'SP5242', 'a way of scaling down that does not exist', set('Rollout/cart/spec/workloadRef/scaleDown', 'onSuccess')),
  mutant(BARE, 'SP5220', 'an analysis that does not exist', set(`${CART}/steps/1/analysis/templates/0/templateName`, 'cart-watch-10min')),
  mutant(BARE, 'SP5220', 'a Service that does not exist', remove('Service/web-canary')),
  mutant('routed', 'SP5220', 'an Ingress that does not exist', remove('Ingress/web')),
];

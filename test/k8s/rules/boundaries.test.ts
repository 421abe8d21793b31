import { controllerProblems } from '../../../src/k8s/rules/controller-problems';
import { mutant, mutated } from './mutants/mutant';
import type { Mutation } from './mutants/mutate';
import { all, remove, set } from './mutants/mutate';

const WEB = 'Rollout/web/spec/strategy/canary';
const VERIFY = 'AnalysisTemplate/verify/spec/metrics/0';
const GREEN = 'Rollout/cart/spec/strategy/blueGreen';
const PREFERRED = `${WEB}/antiAffinity/preferredDuringSchedulingIgnoredDuringExecution/weight`;
const ANALYSIS = 'Canary/web/spec/analysis';

/** The last value that is right, and the first that is wrong. */
const BOUNDARIES: [code: string, base: string, path: string, right: unknown, wrong: unknown][] = [
  ['SP5223', 'routed', `${WEB}/steps/4/setWeight`, 1000, 1001],
  ['SP5223', 'routed', `${WEB}/steps/4/setWeight`, 0, -1],
  ['SP5224', 'routed', `${WEB}/steps/2/pause/duration`, 0, -1],
  ['SP5229', 'routed', `${WEB}/maxSurge`, '1%', '0%'],
  ['SP5230', 'routed', PREFERRED, 1, 0],
  ['SP5230', 'routed', PREFERRED, 100, 101],
  ['SP5231', 'routed', 'Rollout/web/spec/progressDeadlineSeconds', 11, 10],
  ['SP5231', 'blue-green', `${GREEN}/scaleDownDelayRevisionLimit`, 10, 11],
  ['SP5236', 'shop/prod-eu', 'Rollout/cart/spec/strategy/canary/steps/0/setWeight', 11, 12],
  ['SP5237', 'routed', `${WEB}/steps/1/setWeight`, 200, 201],
  // 10 minutes in the other pause, and 4 between five measurements
  ['SP5238', 'routed', `${WEB}/steps/2/pause/duration`, '1h46m', '1h46m1s'],
  ['SP5240', 'routed', 'Rollout/web/spec/rollbackWindow/revisions', 5, 6],
  ['SP5247', 'routed', `${VERIFY}/failureLimit`, 2, 5],
  ['SP5247', 'routed', `${VERIFY}/consecutiveSuccessLimit`, 4, 5],
  ['SP5247', 'routed', `${VERIFY}/inconclusiveLimit`, 5, 6],
  ['SP5253', 'blue-green', `${GREEN}/autoPromotionSeconds`, 540, 539],
  ['SP5253', 'blue-green', `${GREEN}/scaleDownDelaySeconds`, 540, 539],
  ['SP5256', 'flagger', `${ANALYSIS}/interval`, '10s', '9s'],
  ['SP5256', 'flagger', `${ANALYSIS}/threshold`, 1, 0],
  ['SP5257', 'flagger', `${ANALYSIS}/maxWeight`, 100, 101],
  ['SP5257', 'flagger', `${ANALYSIS}/stepWeight`, 50, 51],
  ['SP5260', 'flagger', `${ANALYSIS}/metrics/0/thresholdRange/min`, 2, 1],
  ['SP5260', 'flagger', `${ANALYSIS}/metrics/2/thresholdRange/min`, 10, 11],
  ['SP5275', 'kargo', 'Warehouse/shop/spec/subscriptions/1/image/discoveryLimit', 100, 101],
  ['SP5282', 'kargo', 'AppProject/shop/spec/syncWindows/0/duration', '1s', '0s'],
  ['SP5284', 'cluster', 'HTTPRoute/web/spec/rules/0/backendRefs/0/weight', 1, 0],
  ['SP5288', 'cluster', 'PodDisruptionBudget/web/spec/minAvailable', 2, 3],
  ['SP5291', 'routed', 'HorizontalPodAutoscaler/web/spec/maxReplicas', 4, 3],
];

function codes(base: string, mutation: Mutation): string[] {
  return controllerProblems(mutated(mutant(base, '', '', mutation))).map(({ code }) => code);
}

test.each(BOUNDARIES)('%s is silent up to its bound, and fails when it is passed: %s %s', (code, base, path, right, wrong) => {
  expect(codes(base, set(path, right))).toEqual([]);
  expect(codes(base, set(path, wrong))).toContain(code);
});

test('a background analysis has to be able to fail while the steps last, with an interval to spare', () => {
  const delayed = (initialDelay: string) => all(remove(`${WEB}/steps/6`), set('AnalysisTemplate/watch/spec/metrics/0/initialDelay', initialDelay));
  expect(codes('routed', delayed('17m'))).not.toContain('SP5250');
  expect(codes('routed', delayed('17m1s'))).toContain('SP5250');
});

test('a deadline lasts longer than the analysis before a switch, where it takes the release back', () => {
  const within = (seconds: number | undefined, abort: boolean) => codes('blue-green', all(
    set('Rollout/cart/spec/progressDeadlineAbort', abort),
    ...(seconds === undefined ? [] : [set('Rollout/cart/spec/progressDeadlineSeconds', seconds)]),
  ));
  expect(within(541, true)).toEqual([]);
  expect(within(540, true)).toEqual(['SP5294']);
  expect(within(540, false)).toEqual([]);
  // ten minutes where nothing is said
  expect(within(undefined, true)).toEqual([]);
});

test('an analysis that a person or a step may hold up is not counted', () => {
  const late = set('AnalysisTemplate/watch/spec/metrics/0/initialDelay', '5h');
  expect(codes('routed', late)).not.toContain('SP5250');
  expect(codes('routed', all(late, remove(`${WEB}/steps/6`)))).toContain('SP5250');
  expect(codes('routed', all(late, remove(`${WEB}/steps/6`), set(`${WEB}/steps/2/pause`, {})))).not.toContain('SP5250');
});

test('limits that are filled in later are left to the controller', () => {
  expect(codes('routed', set(`${VERIFY}/count`, '{{args.limit}}'))).toEqual([]);
});

test('replicas of a target of Flagger are Flagger\'s', () => {
  expect(codes('flagger', set('Deployment/web/spec/replicas', 3))).toEqual([]);
});

test('without a provider the flags of Flagger decide, and nothing is said of what it can do', () => {
  expect(codes('flagger', all(remove('Canary/web/spec/provider'), set(`${ANALYSIS}/mirror`, true)))).toEqual([]);
});

test('a name that only an expression knows is not looked up', () => {
  expect(codes('kargo', set('Stage/beta/spec/promotionTemplate/spec/steps/2/config/apps/0/name', 'shop-${{ ctx.stage }}'))).toEqual([]);
});

test('a project that forbids something is left to Argo CD, which knows clusters by name and by server', () => {
  const elsewhere = set('Application/shop-beta/spec/destination/namespace', 'tools');
  expect(codes('kargo', elsewhere)).toEqual(['SP5283']);
  expect(codes('kargo', all(elsewhere, set('AppProject/shop/spec/destinations/1', { server: '!*', namespace: 'x' })))).toEqual([]);
  expect(codes('kargo', set('AppProject/shop/spec/sourceRepos', ['*', '!https://git.example.com/shop']))).toEqual(['SP5283']);
});

test('a load balancer of AWS compares whole values only', () => {
  const behind = (router: object, comparison: object) => controllerProblems([{
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web' },
    spec: { strategy: { canary: {
      trafficRouting: { managedRoutes: [{ name: 'testers' }], ...router },
      steps: [{ setHeaderRoute: { name: 'testers', match: [{ headerName: 'x-tester', headerValue: comparison }] } }],
    } } },
  }]).map(({ code }) => code).filter((code) => code === 'SP5228');
  expect(behind({ alb: { ingress: 'web', servicePort: 80 } }, { exact: 'yes' })).toEqual([]);
  expect(behind({ alb: { ingress: 'web', servicePort: 80 } }, { prefix: 'y' })).toEqual(['SP5228']);
  expect(behind({ istio: { virtualService: { name: 'web' } } }, { prefix: 'y' })).toEqual([]);
});

test('a budget is held against the pods that it selects, in numbers and in percent', () => {
  const budget = 'PodDisruptionBudget/web/spec';
  expect(codes('cluster', set(`${budget}/minAvailable`, '99%'))).toEqual([]);
  expect(codes('cluster', set(`${budget}/minAvailable`, '100%'))).toEqual(['SP5288']);
  expect(codes('cluster', all(set(`${budget}/minAvailable`, 3), set(`${budget}/selector/matchLabels/app`, 'other')))).toEqual([]);
});

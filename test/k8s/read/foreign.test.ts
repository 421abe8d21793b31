import { readdirSync, readFileSync } from 'node:fs';
import { k8s } from 'spillway';
import type { PlanDocument, PlannedWave } from '../../../src/plan/document';
import { describeWithShared, shared } from '../../shared';

function reading(folder: string, ...files: string[]): k8s.ManifestReading {
  return k8s.ManifestReading.of(Object.fromEntries(files.map((file) => [file, readFileSync(shared('data', folder, file), 'utf8')])));
}

/** What a wave does, in short: its gates, its weights with the seconds they are held, and what undoes it. */
function gistOf({ name, after, gates, shift, verifications, triggers }: PlannedWave): string {
  const steps = shift.steps.slice(0, -1).map(({ percent, holdMs }) => `${percent}%/${holdMs / 1_000}s`);
  return [
    ...after.map((before) => `${before} >`), name, ...gates.map(({ id }) => id), shift.kind, ...steps,
    ...verifications.map(({ id }) => `+${id}`), ...triggers.map((trigger) => `!${trigger.kind === 'signal' ? trigger.signal : trigger.kind}`),
  ].join(' ');
}

function gists({ plans }: k8s.ManifestReading): string[] {
  return plans.flatMap(({ _document: { service, waves } }) => waves.map((wave) => `${service}: ${gistOf(wave)}`));
}

/** Each file by itself: the codes of what could not be read and, after a bar, what is there of a plan. Files with neither are left out. */
function read(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(shared('data', folder)).sort().flatMap((file) => {
    const found = reading(folder, file);
    const codes = found.problems.map(({ code }) => code).filter((code) => code.startsWith('SP57'));
    const text = [codes.join(' '), ...gists(found)].filter((part) => part !== '').join(' | ');
    return text ? [[file.replace('.yaml', ''), text]] : [];
  }));
}

/** What is told of the places in a plan, without what no manifest says. */
function told({ notes }: k8s.ManifestReading): string[] {
  return notes.filter(({ path }) => path !== '').map(({ path, text }) => `${path}: ${text}`);
}

function only({ plans }: k8s.ManifestReading): PlanDocument {
  expect(plans).toHaveLength(1);
  return plans[0]._document;
}

const UNREADY = 'a version that never becomes ready is not taken back: there is no `progressDeadlineAbort`';
const BY_HAND = 'waits until somebody lets it go on: no gate stands for it, since a gate holds back a whole wave; read as no time at all';

describeWithShared('manifests that others have written', () => {
  test('of Argo Rollouts', () => {
    expect(read('argo-rollouts-examples')).toEqual({
      'ambassador_rollout': 'echo-rollout: cluster steps 30%/30s 60%/30s !operator',
      'apisix_rollout': 'rollout-apisix-canary: cluster steps 20%/0s 40%/15s 60%/15s 80%/15s !operator',
      'appmesh_canary-rollout': 'my-rollout: argo-examples steps 25%/0s 50%/600s 75%/600s !operator',
      'appmesh_canary-service': 'wrk-tester: argo-examples rolling !operator',
      'helm-blue-green_Chart': 'SP5703',
      'helm-blue-green_templates_rollout': 'SP5702',
      'helm-blue-green_templates_services': 'SP5702',
      'helm-blue-green_values': 'SP5703',
      'istio_istio-mirror': 'istio-host-split: cluster allAtOnce !operator',
      'istio_istio-subset-split': 'istio-subset-split: cluster canary 10%/0s !operator',
      'notifications_rollout-canary': 'rollout-canary: cluster steps 20%/0s 40%/10s 60%/10s 80%/10s !operator',
      'rollout-analysis-step': 'rollout-analysis-step: cluster canary 25%/0s !operator',
      'rollout-background-analysis': 'rollout-background-analysis: cluster canary 25%/0s !operator',
      // an experiment is no weight: pods are replaced
      'rollout-baseline-vs-canary': 'rollout-baseline-vs-canary: cluster rolling !operator',
      'rollout-bluegreen': 'rollout-bluegreen: cluster blueGreen 0%/0s !operator',
      'rollout-canary': 'rollout-canary: cluster steps 20%/0s 40%/40s 60%/20s 80%/20s !operator',
      'rollout-canary-preview': 'rollout-canary-preview: cluster rolling !operator',
      'rollout-experiment-step': 'rollout-experiment-step: cluster canary 25%/0s !operator',
      'rollout-rolling-update': 'rollout-rollingupdate: cluster rolling !operator',
      'rollout-secret': 'rollout-secret: cluster canary 25%/0s !operator !webmetric',
      'rollout-template-ref': 'rollout-ref-deployment: cluster canary 20%/10s !operator',
      'traffic-management_rollout-linkerd': 'rollout-linkerd: cluster canary 5%/0s !operator',
      'traffic-routing-experiment-step_istio-host-split-experiment-step': 'istio-host-split: cluster canary 10%/0s !operator',
      'traffic-routing-experiment-step_rollout-alb-experiment-step': 'alb-rollout: cluster canary 10%/0s !operator',
      'traffic-routing-experiment-step_rollout-smi-experiment-step': 'rollout-smi-experiment: cluster canary 5%/0s !operator',
      'workload-ref_workload-ref': 'rollout-ref-deployment: cluster canary 20%/10s !operator',
    });
  });

  test('a pause that somebody ends, and a share of pods', () => {
    expect(told(reading('argo-rollouts-examples', 'rollout-canary.yaml'))).toEqual([
      `Rollout/rollout-canary/spec: ${UNREADY}`, `Rollout/rollout-canary/spec/strategy/canary/steps/1/pause: ${BY_HAND}`,
    ]);
    // one of five pods
    expect(only(reading('argo-rollouts-examples', 'rollout-rolling-update.yaml')).waves[0].shift).toMatchObject({ kind: 'rolling', maxUnavailablePercent: 20 });
  });

  test('an analysis whose templates lie in other files of the folder', () => {
    const found = reading('argo-rollouts-examples', 'rollout-analysis-step.yaml', 'analysis-templates.yaml', 'cluster-analysis-templates.yaml');
    expect(only(found).waves[0].verifications).toEqual([
      { id: 'random-fail', kind: 'job', job: { name: 'random-fail', commands: ['FLIP=$(($(($RANDOM%10))%2)) && exit $FLIP'], image: 'alpine:3.8', timeoutMs: 3_600_000 } },
      { id: 'pass', kind: 'job', job: { name: 'pass', commands: ['exit 0'], image: 'alpine:3.8', timeoutMs: 3_600_000 } },
    ]);
    expect(told(found)).toContain('Rollout/rollout-analysis-step/spec/strategy/canary/steps/1/analysis: runs the job "pass" before all traffic has moved; read as a verification after it');
    expect(found.problems.map(({ code }) => code)).not.toContain('SP5220');
  });

  test('of Flagger: each weight is held until the next look, and failed looks are added up', () => {
    expect(read('flagger-examples')).toEqual(Object.fromEntries(Object.entries({
      'istio-canary': 'steps 5%/15s 10%/15s 15%/15s 20%/15s 25%/15s 30%/15s 35%/15s 40%/15s 45%/15s 50%/15s',
      'kuma-canary': 'steps 10%/15s 20%/15s 30%/15s 40%/15s 50%/15s',
      'linkerd-canary': 'steps 5%/15s 10%/15s 15%/15s 20%/15s 25%/15s 30%/15s 35%/15s 40%/15s 45%/15s 50%/15s',
      'linkerd-canary-steps': 'steps 5%/15s 10%/15s 15%/15s 20%/15s 25%/15s 30%/15s 35%/15s 40%/15s 45%/15s 50%/15s 55%/15s',
    }).map(([file, steps]) => [file, `podinfo: test ${steps} !failedDeployment !operator !request-duration !request-success-rate`])));
    const looks = { periodMs: 15_000, datapointsToFail: 15, datapointsObserved: 15, noData: 'fail', scope: 'version' };
    // the older form of a threshold
    expect(only(reading('flagger-examples', 'kuma-canary.yaml')).signals).toEqual([
      { name: 'request-duration', measure: { kind: 'latency', percentile: 99, atMostMs: 500, minimumRequests: 1 }, ...looks },
      { name: 'request-success-rate', measure: { kind: 'errorRatio', atMostRatio: 0.01, detectRatio: 0.02, minimumRequests: 1 }, ...looks },
    ]);
    expect(told(reading('flagger-examples', 'istio-canary.yaml'))).toEqual([
      'Canary/podinfo/spec/analysis/webhooks/0: the webhook "conformance-test" (pre-rollout) is no gate, since a gate holds back a whole wave; left out',
      'Canary/podinfo/spec/analysis/webhooks/1: the webhook "load-test" (rollout) is no gate, since a gate holds back a whole wave; left out',
    ]);
  });

  test('of Kargo: Stages in a row, which nobody is told to promote to', () => {
    expect(read('kargo-e2e')).toEqual({
      argocd_update_kargo: [
        'kargo-demo: test approval-1 allAtOnce !operator', 'kargo-demo: test > uat approval-1 allAtOnce !operator', 'kargo-demo: uat > prod approval-1 allAtOnce !operator',
      ].join(' | '),
      kargo_promotion_fail_2_stage: 'images: kargo-promotion-fail-stage approval-1 allAtOnce !operator',
    });
    const found = reading('kargo-e2e', 'argocd_update_kargo.yaml');
    expect(only(found).environments.map(({ name, tier }) => [name, tier])).toEqual([['test', 'test'], ['uat', 'staging'], ['prod', 'production']]);
    expect(told(found).filter((text) => text.startsWith('Stage/uat'))).toEqual([
      'Stage/uat: Kargo does not promote to it by itself, and the manifests do not say who may',
      'Stage/uat: nothing that is released there is among the manifests: how its traffic moves is not known',
      'Stage/uat: what fails stays in Git, and the next change starts it again',
    ]);
  });

  test('of a shop of twelve Deployments: each is released by itself', () => {
    const { plans } = reading('microservices-demo', 'kubernetes-manifests.yaml');
    expect(plans.map(({ service }) => service).sort()).toEqual([
      'adservice', 'cartservice', 'checkoutservice', 'currencyservice', 'emailservice', 'frontend', 'loadgenerator', 'paymentservice', 'productcatalogservice',
      'recommendationservice', 'redis-cart', 'shippingservice',
    ]);
    for (const { _document: { waves } } of plans) expect(waves.map(gistOf)).toEqual(['cluster rolling !operator']);
  });
});

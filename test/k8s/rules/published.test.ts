import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { controllerProblems } from '../../../src/k8s/rules/controller-problems';
import { describeWithShared, shared } from '../../shared';

/** What the rules say of each file that somebody published, applied by itself or with those that its folder tells to apply first. */
function said(folder: string, ...beside: string[]): Record<string, string> {
  const files = readdirSync(shared('data', folder)).filter((file) => file.endsWith('.yaml'));
  return Object.fromEntries(files.flatMap((file) => {
    const manifests = [file, ...beside.filter((other) => other !== file)].flatMap((name) => parsed(shared('data', folder, name)));
    const own = controllerProblems(manifests).filter(({ path }) => file === beside[0] || !/^(Cluster)?AnalysisTemplate\/(pass|random-fail|always-pass)\//.test(path));
    return own.length > 0 ? [[file.replace('.yaml', ''), own.map(({ code }) => code).sort().join(' ')]] : [];
  }));
}

/** Templates of Helm, and whatever else is no YAML, are left out. */
function parsed(file: string): unknown[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).filter(({ errors, warnings }) => errors.length + warnings.length === 0).map((document) => {
    try {
      return document.toJS();
    } catch {
      return undefined;
    }
  });
}

/** Somebody has to end a pause, the last step is a timer, and the image has a tag. */
const BY_HAND = 'SP5239 SP5241 SP5293';

describeWithShared('published manifests', () => {
  // apisix: 40, 60 and 80 % of the traffic go to the one pod that setCanaryScale asked for;
  // analysis-templates: one measurement, of which one may fail, so that the analysis passes always;
  // SP5220: Services and templates that lie in another file of the same folder
  test('of Argo Rollouts: tags, pauses for somebody, last steps that measure nothing, and the traps that they are', () => {
    expect(said('argo-rollouts-examples', 'analysis-templates.yaml', 'cluster-analysis-templates.yaml')).toEqual({
      'ambassador_rollout': 'SP5220 SP5220 SP5241 SP5293',
      'analysis-templates': 'SP5247 SP5247',
      'apisix_rollout': 'SP5220 SP5220 SP5237 SP5237 SP5237 SP5239 SP5239 SP5241 SP5293',
      'appmesh_canary-rollout': 'SP5220 SP5220 SP5239 SP5241 SP5252 SP5293',
      'appmesh_canary-service': 'SP5292 SP5293',
      'istio_istio-mirror': 'SP5239 SP5293',
      'istio_istio-subset-split': BY_HAND,
      'notifications_rollout-canary': BY_HAND,
      'rollout-analysis-step': 'SP5293',
      'rollout-background-analysis': 'SP5239 SP5293',
      'rollout-baseline-vs-canary': 'SP5293',
      'rollout-bluegreen': 'SP5293',
      'rollout-canary': BY_HAND,
      'rollout-canary-preview': 'SP5293',
      'rollout-experiment-step': 'SP5293',
      'rollout-rolling-update': 'SP5293',
      'rollout-secret': 'SP5236 SP5239 SP5293',
      'rollout-template-ref': 'SP5241 SP5293',
      'traffic-management_rollout-linkerd': BY_HAND,
      'traffic-routing-experiment-step_istio-host-split-experiment-step': 'SP5293',
      'traffic-routing-experiment-step_rollout-alb-experiment-step': 'SP5293',
      'traffic-routing-experiment-step_rollout-smi-experiment-step': 'SP5293',
      'workload-ref_workload-ref': 'SP5241 SP5293',
    });
  });

  test('of Flagger: targets and autoscalers that are not in the same file', () => {
    expect(said('flagger-examples')).toEqual({
      'istio-canary': 'SP5220 SP5220', 'kuma-canary': 'SP5220', 'linkerd-canary': 'SP5220 SP5220', 'linkerd-canary-steps': 'SP5220 SP5220',
    });
  });

  test('of Kargo: a Warehouse that is not in the same file', () => {
    expect(said('kargo-e2e')).toEqual({ kargo_promotion_fail_2_stage: 'SP5220' });
  });

  test('of a shop of eleven services: images by their tags', () => {
    expect(said('microservices-demo')).toEqual({ 'kubernetes-manifests': Array(12).fill('SP5293').join(' ') });
  });
});

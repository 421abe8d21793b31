import { readdirSync } from 'node:fs';
import type { Audited } from '../../src/cli/audited';
import { audited } from '../../src/cli/audited';
import { inputFiles } from '../../src/cli/input-files';
import { describeWithShared, shared } from '../shared';

/** What is said of each file by itself: its findings, what is not visible in it, and what is found; or why there is nothing to audit. */
function gists(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(shared('data', folder)).sort().map((file) => [file.replace('.yaml', ''), gist(audited(inputFiles(shared('data', folder, file))))]));
}

function gist({ waves, problems, files }: Audited): string {
  const answers = waves.flatMap((wave) => wave.answers);
  const of = (is: string) => answers.filter((answer) => answer.is === is).map(({ code }) => code);
  const parts = [
    ['!', problems.map(({ code }) => code)], ['?', of('not visible')], ['+', of('found')],
  ] as const;
  return [...parts.flatMap(([mark, codes]) => (codes.length > 0 ? [`${mark} ${counted(codes)}`] : [])), ...Object.values(files)].join(' ');
}

function counted(codes: readonly string[]): string {
  return [...new Set(codes)].sort().map((code) => `${code.slice(2)}${codes.filter((one) => one === code).length > 1 ? `x${codes.filter((one) => one === code).length}` : ''}`).join(' ');
}

const NOTHING = 'no Rollout, Canary, Deployment or Stage, so nothing is released';
/** What a Rollout by itself leaves to whoever promotes: the bake, gates, earlier environments, windows. */
const LEFT = '? 3503 3506 3507 3509';

// each line was held against its file by hand
describeWithShared('files that others have written', () => {
  test('of CodePipeline: what stands in a pipeline by itself, and what is deployed elsewhere', () => {
    expect(gists('codepipeline-templates')).toEqual({
      // the approval stands between the deployment and the switch
      'aws-samples_ecs-blue-green-deployment': '! 3501 3507 3509 ? 3502 3503 3504 3506',
      'aws-samples_kube-code-service': '! 3501 3506 3507 3509 ? 3502 3503 3504',
      'cfn-lint_bad_stages_second_stage': '! 3511x2 3512',
      'cfn-lint_resources_codepipeline': '! 3511',
    });
  });

  test('of Argo Rollouts', () => {
    expect(gists('argo-rollouts-examples')).toEqual({
      'ambassador_echo-mapping': `Mapping: ${NOTHING}`,
      'ambassador_echo-service': `Service: ${NOTHING}`,
      'ambassador_resolver': `KubernetesEndpointResolver: ${NOTHING}`,
      'ambassador_rollout': `! 3501 3502 3505 5241 5293 ${LEFT} + 3504`,
      'analysis-templates': `! 5247 AnalysisTemplate: ${NOTHING}`,
      'apisix_rollout': `! 3501 3502 3505 5237x3 5239x2 5241 5293 ${LEFT} + 3504`,
      'apisix_route': `ApisixRoute: ${NOTHING}`,
      'apisix_services': `Service: ${NOTHING}`,
      // its analysis is commented out
      'appmesh_canary-rollout': `! 3501 3502 5239 5241 5252 5293 ${LEFT} + 3504 3505`,
      'appmesh_canary-service': `! 3501 3502 3504 5292 5293 ${LEFT}`,
      'cluster-analysis-templates': `! 5247 ClusterAnalysisTemplate: ${NOTHING}`,
      'experiment-with-analysis': `Experiment: ${NOTHING}`,
      'helm-blue-green_Chart': 'no object of Kubernetes: there is nothing to audit',
      'helm-blue-green_templates_rollout': 'a template of Helm: render it with helm template, and audit that',
      'helm-blue-green_templates_services': 'a template of Helm: render it with helm template, and audit that',
      'helm-blue-green_values': 'neither a template of CloudFormation nor a manifest of Kubernetes: there is nothing to audit',
      // requests that are mirrored reach no customer
      'istio_istio-mirror': `! 3501 3502 3504 5239 5293 ${LEFT}`,
      'istio_istio-subset-split': `! 3501 3502 5239 5241 5293 ${LEFT} + 3504`,
      'notifications_configmap': `ConfigMap: ${NOTHING}`,
      'notifications_kustomization': `Kustomization: ${NOTHING}`,
      'notifications_rollout-canary': `! 3501 3502 3505 5239 5241 5293 ${LEFT} + 3504`,
      // their analyses lie in other files
      'rollout-analysis-step': '! 3501 5293 ? 3502 3503 3506 3507 3509 + 3504',
      'rollout-background-analysis': '! 3501 5239 5293 ? 3502 3503 3506 3507 3509 + 3504',
      // pods of an experiment may get customers' requests
      'rollout-baseline-vs-canary': '! 3501 3502 5293 ? 3503 3504 3506 3507 3509',
      'rollout-bluegreen': `! 3501 3502 5293 ${LEFT} + 3504`,
      'rollout-canary': `! 3501 3502 3505 5239 5241 5293 ${LEFT} + 3504`,
      'rollout-canary-preview': '! 3501 3502 5293 ? 3503 3504 3506 3507 3509',
      'rollout-experiment-step': '! 3501 5293 ? 3502 3503 3506 3507 3509 + 3504',
      'rollout-rolling-update': `! 3501 3502 3504 5293 ${LEFT}`,
      'rollout-secret': `! 3501 5236 5239 5293 ${LEFT} + 3502 3504`,
      'rollout-template-ref': `! 3501 3502 3505 5241 5293 ${LEFT} + 3504`,
      'traffic-management_job': `AnalysisTemplate: ${NOTHING}`,
      'traffic-management_rollout-linkerd': `! 3501 3502 5239 5241 5293 ${LEFT} + 3504`,
      'traffic-routing-experiment-step_istio-host-split-experiment-step': `! 3501 3502 5293 ${LEFT} + 3504`,
      'traffic-routing-experiment-step_rollout-alb-experiment-step': `! 3501 3502 5293 ${LEFT} + 3504`,
      'traffic-routing-experiment-step_rollout-smi-experiment-step': `! 3501 3502 5293 ${LEFT} + 3504`,
      'workload-ref_workload-ref': `! 3501 3502 3505 5241 5293 ${LEFT} + 3504`,
    });
  });

  test('of Flagger, which looks every 15 seconds at metrics of a minute', () => {
    const looks = `! 3505 ${LEFT} + 3501 3502 3504`;
    expect(gists('flagger-examples')).toEqual({ 'istio-canary': looks, 'kuma-canary': looks, 'linkerd-canary': looks, 'linkerd-canary-steps': looks });
  });

  test('of Kargo: three Stages in a row that nothing judges, and one that takes from the Warehouse', () => {
    expect(gists('kargo-e2e')).toEqual({
      argocd_update_kargo: '! 3501 3513x2 ? 3502 3503 3504 3506 3509 + 3507',
      kargo_fixtures_project: `Project: ${NOTHING}`,
      kargo_fixtures_warehouse: `Warehouse: ${NOTHING}`,
      kargo_promotion_fail_0_project: `Project: ${NOTHING}`,
      kargo_promotion_fail_1_warehouse: `Warehouse: ${NOTHING}`,
      kargo_promotion_fail_2_stage: '! 3501 3507 ? 3502 3503 3504 3506 3509',
    });
  });

  test('of a shop of twelve Deployments', () => {
    expect(gists('microservices-demo')).toEqual({ 'kubernetes-manifests': '! 3501x12 3502x12 3504x12 5293x12 ? 3503x12 3506x12 3507x12 3509x12' });
  });

  test('together with the analyses that it refers to, a Rollout is judged by them', () => {
    const { waves, elsewhere } = audited(inputFiles(shared('data', 'argo-rollouts-examples')));
    const judged = waves.find(({ service }) => service === 'rollout-analysis-step')!.answers.find(({ code }) => code === 'SP3502');
    expect(judged).toEqual({ is: 'found', code: 'SP3502', words: 'what is measured takes the release back', what: 'random-fail, pass' });
    expect(elsewhere.filter(({ what }) => what.includes('AnalysisTemplate'))).toEqual([]);
  });

  test('says where, and why it is not visible', () => {
    const { waves: [{ at, answers }] } = audited(inputFiles(shared('data', 'codepipeline-templates', 'aws-samples_ecs-blue-green-deployment.yaml')));
    expect(at).toMatch(/ecs-blue-green-deployment.yaml Pipeline Stages\/2$/);
    expect(answers).toContainEqual({
      is: 'not visible', code: 'SP3504', words: 'a share of the traffic goes first, or a copy that can be switched back', why: '"templates/ecs-cluster.yaml" is not among the templates',
    });
  });
});

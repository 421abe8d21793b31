import type { Problem } from '../../plan/problem';
import type { Field } from './field';
import type { Folder, Kind } from './folder';
import {
  ADMISSION_BINDING, ADMISSION_POLICY, ANALYSIS_TEMPLATE, APPLICATION, APP_PROJECT, AUTOSCALER, CANARY, CLUSTER_ANALYSIS_TEMPLATE,
  CLUSTER_PROMOTION_TASK, DAEMON_SET, DEPLOYMENT, GIT_REPOSITORY, HTTP_ROUTE, INGRESS, METRIC_TEMPLATE, PROJECT_CONFIG, PROMOTION_STRATEGY,
  PROMOTION_TASK, ROLE, ROLE_BINDING, ROLLOUT, SERVICE, STAGE, STATEFUL_SET, WAREHOUSE,
} from './kinds';
import type { Manifest } from './manifest';
import { SP5220 } from './problems-cluster';
import { GATES } from './promoter/gate';
import type { Rollout } from './rollouts/rollout';
import { rolloutsOf } from './rollouts/rollout';

/** What an object refers to: the place of a name, and what it is the name of. */
interface Reference {
  readonly name: Field;
  readonly kind: Kind;
}

interface Referring {
  readonly of: Kind;
  readonly references: (manifest: Manifest) => Reference[];
}

const BUILT_IN_PROJECT = 'default';
const SCALABLE = [DEPLOYMENT, STATEFUL_SET, ROLLOUT];
const RELEASED = [DEPLOYMENT, DAEMON_SET];

const REFERRING: Referring[] = [
  { of: AUTOSCALER, references: ({ spec }) => typed(spec.at('scaleTargetRef'), SCALABLE) },
  { of: HTTP_ROUTE, references: ({ spec }) => spec.at('rules').items.flatMap((rule) => rule.at('backendRefs').items).filter((backend) => !backend.at('namespace').isSet
    && ['', SERVICE.kind].includes(backend.at('kind').text)).map((backend) => ({ name: backend.at('name'), kind: SERVICE })) },
  { of: CANARY, references: ({ spec }) => [
    ...typed(spec.at('targetRef'), RELEASED),
    ...typed(spec.at('autoscalerRef'), [AUTOSCALER]),
    ...spec.at('analysis', 'metrics').items.map((metric) => metric.at('templateRef')).filter((template) => !template.at('namespace').isSet)
      .map((template) => ({ name: template.at('name'), kind: METRIC_TEMPLATE })),
  ] },
  { of: STAGE, references: ({ spec }) => [
    ...spec.at('requestedFreight').items.flatMap((request) => [
      { name: request.at('origin', 'name'), kind: WAREHOUSE },
      ...request.at('sources', 'stages').items.map((name) => ({ name, kind: STAGE })),
    ]),
    ...spec.at('promotionTemplate', 'spec', 'steps').items.map((step) => step.at('task'))
      .map((task) => ({ name: task.at('name'), kind: task.at('kind').text === CLUSTER_PROMOTION_TASK.kind ? CLUSTER_PROMOTION_TASK : PROMOTION_TASK })),
    ...spec.at('verification', 'analysisTemplates').items.map((template) => ({
      name: template.at('name'), kind: template.at('kind').text === CLUSTER_ANALYSIS_TEMPLATE.kind ? CLUSTER_ANALYSIS_TEMPLATE : ANALYSIS_TEMPLATE,
    })),
  ] },
  { of: PROJECT_CONFIG, references: ({ spec }) => spec.at('promotionPolicies').items.map((policy) => policy.at('stageSelector', 'name'))
    .filter(({ text }) => !text.includes(':')).map((name) => ({ name, kind: STAGE })) },
  { of: PROMOTION_STRATEGY, references: ({ spec }) => [{ name: spec.at('gitRepositoryRef', 'name'), kind: GIT_REPOSITORY }] },
  ...GATES.map((of) => ({ of, references: ({ spec }: Manifest) => [{ name: spec.at('promotionStrategyRef', 'name'), kind: PROMOTION_STRATEGY }] })),
  { of: APPLICATION, references: ({ spec }) => (spec.at('project').text === BUILT_IN_PROJECT ? [] : [{ name: spec.at('project'), kind: APP_PROJECT }]) },
  { of: ADMISSION_BINDING, references: ({ spec }) => [{ name: spec.at('policyName'), kind: ADMISSION_POLICY }] },
  { of: ROLE_BINDING, references: ({ root }) => typed(root.at('roleRef'), [ROLE]) },
];

/** Names that nothing in the folder bears. */
export function references(folder: Folder): Problem[] {
  return [
    ...rolloutsOf(folder).flatMap((rollout) => missing(ofRollout(rollout), rollout.manifest, folder)),
    ...REFERRING.flatMap(({ of, references: referencesOf }) => folder.of(of).flatMap((manifest) => missing(referencesOf(manifest), manifest, folder))),
  ];
}

function missing(all: Reference[], manifest: Manifest, folder: Folder): Problem[] {
  return all.filter(({ name, kind }) => name.text !== '' && !folder.find(kind, name.text, manifest)).map(({ name, kind }) => SP5220.at(name.path, {
    got: `${kind.kind} ${name.text}`,
    allowed: known(folder.of(kind).filter((one) => one.isBeside(manifest)), kind),
    remedies: ['correct the name', 'add the object to the folder'],
  }));
}

function known(beside: Manifest[], kind: Kind): string {
  return beside.length > 0 ? `a ${kind.kind} of the folder: ${beside.map(({ name }) => name).join(', ')}` : `the name of a ${kind.kind} of the folder`;
}

function typed(reference: Field, kinds: Kind[]): Reference[] {
  const kind = kinds.find((one) => one.kind === reference.at('kind').text);
  return kind ? [{ name: reference.at('name'), kind }] : [];
}

function ofRollout({ services, routing, canary, blueGreen, steps }: Rollout): Reference[] {
  const analyses = [canary.at('analysis'), ...steps.map((step) => step.at('analysis')), blueGreen.at('prePromotionAnalysis'), blueGreen.at('postPromotionAnalysis')];
  const templates = [...analyses.flatMap((analysis) => analysis.at('templates').items), ...steps.flatMap((step) => step.at('experiment', 'analyses').items)];
  return [
    ...services.map((name) => ({ name, kind: SERVICE })),
    ...(routing.isSet ? routed(routing) : []),
    ...templates.map((template) => ({
      name: template.at('templateName'),
      kind: template.at('clusterScope').isTrue ? CLUSTER_ANALYSIS_TEMPLATE : ANALYSIS_TEMPLATE,
    })),
  ];
}

function routed(routing: Field): Reference[] {
  const ingresses = [routing.at('nginx', 'stableIngress'), ...routing.at('nginx', 'stableIngresses').items, routing.at('alb', 'ingress'), ...routing.at('alb', 'ingresses').items];
  return [
    ...[routing.at('alb', 'rootService'), routing.at('smi', 'rootService')].map((name) => ({ name, kind: SERVICE })),
    ...ingresses.map((name) => ({ name, kind: INGRESS })),
  ];
}

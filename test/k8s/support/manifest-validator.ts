import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import { parseAllDocuments } from 'yaml';
import { shared } from '../../shared';
import { closed, withExpressions } from './schema';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly spec: Record<string, unknown>;
}

const CRDS: Record<string, string> = {
  'argoproj.io/v1alpha1/Rollout': 'argo-rollouts-v1.9.1/rollout-crd.yaml',
  'argoproj.io/v1alpha1/AnalysisTemplate': 'argo-rollouts-v1.9.1/analysis-template-crd.yaml',
  'argoproj.io/v1alpha1/ClusterAnalysisTemplate': 'argo-rollouts-v1.9.1/cluster-analysis-template-crd.yaml',
  'argoproj.io/v1alpha1/Application': 'argo-cd-v3.5.1/application-crd.yaml',
  'argoproj.io/v1alpha1/AppProject': 'argo-cd-v3.5.1/appproject-crd.yaml',
  'kargo.akuity.io/v1alpha1/Project': 'kargo-v1.11.2/kargo.akuity.io_projects.yaml',
  'kargo.akuity.io/v1alpha1/ProjectConfig': 'kargo-v1.11.2/kargo.akuity.io_projectconfigs.yaml',
  'kargo.akuity.io/v1alpha1/Warehouse': 'kargo-v1.11.2/kargo.akuity.io_warehouses.yaml',
  'kargo.akuity.io/v1alpha1/Stage': 'kargo-v1.11.2/kargo.akuity.io_stages.yaml',
  'kargo.akuity.io/v1alpha1/PromotionTask': 'kargo-v1.11.2/kargo.akuity.io_promotiontasks.yaml',
  'promoter.argoproj.io/v1alpha1/PromotionStrategy': 'gitops-promoter-v0.36.0/promoter.argoproj.io_promotionstrategies.yaml',
  'promoter.argoproj.io/v1alpha1/GitRepository': 'gitops-promoter-v0.36.0/promoter.argoproj.io_gitrepositories.yaml',
  'promoter.argoproj.io/v1alpha1/ArgoCDCommitStatus': 'gitops-promoter-v0.36.0/promoter.argoproj.io_argocdcommitstatuses.yaml',
  'promoter.argoproj.io/v1alpha1/TimedCommitStatus': 'gitops-promoter-v0.36.0/promoter.argoproj.io_timedcommitstatuses.yaml',
  'promoter.argoproj.io/v1alpha1/ScheduledCommitStatus': 'gitops-promoter-v0.36.0/promoter.argoproj.io_scheduledcommitstatuses.yaml',
  'promoter.argoproj.io/v1alpha1/WebRequestCommitStatus': 'gitops-promoter-v0.36.0/promoter.argoproj.io_webrequestcommitstatuses.yaml',
  'promoter.argoproj.io/v1alpha1/GitCommitStatus': 'gitops-promoter-v0.36.0/promoter.argoproj.io_gitcommitstatuses.yaml',
  'flagger.app/v1beta1/Canary': 'flagger-v1.44.0/crd.yaml',
  'flagger.app/v1beta1/MetricTemplate': 'flagger-v1.44.0/crd.yaml',
  'gateway.networking.k8s.io/v1/HTTPRoute': 'gateway-api-v1.6.1/gateway.networking.k8s.io_httproutes.yaml',
  'monitoring.coreos.com/v1alpha1/AlertmanagerConfig': 'prometheus-operator-v0.93.0/monitoring.coreos.com_alertmanagerconfigs.yaml',
  'monitoring.coreos.com/v1/PrometheusRule': 'prometheus-operator-v0.93.0/monitoring.coreos.com_prometheusrules.yaml',
};

/** Kinds of Kubernetes itself, for which no schema is at hand; an API server has to judge them. */
const BUILT_IN = [
  'v1/ConfigMap', 'v1/Namespace', 'v1/Service', 'v1/ServiceAccount', 'apps/v1/Deployment', 'policy/v1/PodDisruptionBudget', 'autoscaling/v2/HorizontalPodAutoscaler',
  'networking.k8s.io/v1/Ingress', 'networking.k8s.io/v1/NetworkPolicy',
  'rbac.authorization.k8s.io/v1/Role', 'rbac.authorization.k8s.io/v1/RoleBinding',
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding',
];

const METADATA = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', pattern: '^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$', maxLength: 253 },
    namespace: { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 },
    labels: { type: 'object', additionalProperties: { type: 'string', pattern: '^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$', maxLength: 63 } },
    annotations: { type: 'object', additionalProperties: { type: 'string' } },
    finalizers: { type: 'array', items: { type: 'string' } },
  },
  additionalProperties: false,
};

const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false, validateFormats: false });
const compiled = new Map<string, ValidateFunction>();

/** What an API server with the CRDs, and Kargo with its own schemas, would not take; unknown fields are refused too. */
export function findings(manifest: Manifest): string[] {
  const key = `${manifest.apiVersion}/${manifest.kind}`;
  if (BUILT_IN.includes(key)) return [];
  if (!CRDS[key]) return [`${key}: no schema`];
  return [
    ...check(key, () => crd(CRDS[key], manifest), manifest),
    ...steps(manifest).flatMap(({ uses, config }) => (existsSync(stepSchemaFile(uses)) ? check(`step ${uses}`, () => stepSchema(uses), config) : [`step ${uses}: unknown`])),
    ...(manifest.kind === 'Warehouse' ? subscriptions(manifest).flatMap(([kind, subscription]) => check(
      `subscription ${kind}`, () => json(`kargo-v1.11.2/subscription-schemas/${kind}.json`), subscription)) : []),
  ];
}

function check(name: string, schema: () => object, value: unknown): string[] {
  if (!compiled.has(name)) compiled.set(name, ajv.compile(schema()));
  const validate = compiled.get(name)!;
  if (validate(value)) return [];
  return validate.errors!.map(({ instancePath, message, params }) => `${name}${instancePath}: ${message} ${JSON.stringify(params)}`);
}

interface PromotionStep {
  readonly uses: string;
  readonly config: unknown;
}

/** The part of a CustomResourceDefinition that is read; a file may hold several. */
interface Definition {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: { readonly name: string; readonly schema: { readonly openAPIV3Schema: Record<string, unknown> } }[];
  };
}

function crd(file: string, { apiVersion, kind }: Manifest): object {
  const versions = definitions(file).find((definition) => definition?.spec.names.kind === kind)!.spec.versions;
  const version = versions.find(({ name }) => apiVersion.endsWith(`/${name}`))!;
  const { properties, ...schema } = closed(version.schema.openAPIV3Schema) as { properties: object };
  return { ...schema, properties: { ...properties, metadata: METADATA } };
}

function definitions(file: string): (Definition | null)[] {
  // no description judges anything, and Flagger's are indented as only the parser of Go forgives
  const text = readFileSync(shared('schemas', 'crds', file), 'utf8').replace(/^ *description: '[^']*'$/gm, '');
  return parseAllDocuments(text, { strict: false }).map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0].message}`);
    return document.toJS() as Definition | null;
  });
}

function stepSchema(kind: string): object {
  const folder = shared('schemas', 'crds', 'kargo-v1.11.2', 'step-schemas');
  for (const common of readdirSync(folder).filter((file) => file.endsWith('common.json'))) {
    if (!ajv.getSchema(basename(common))) ajv.addSchema(json(`kargo-v1.11.2/step-schemas/${common}`), basename(common));
  }
  return json(`kargo-v1.11.2/step-schemas/${kind}-config.json`);
}

function stepSchemaFile(kind: string): string {
  return shared('schemas', 'crds', 'kargo-v1.11.2', 'step-schemas', `${kind}-config.json`);
}

function json(file: string): object {
  return withExpressions(JSON.parse(readFileSync(shared('schemas', 'crds', file), 'utf8'))) as object;
}

/** Those with a task have none of their own. */
function steps({ kind, spec }: Manifest): PromotionStep[] {
  if (!['Stage', 'PromotionTask'].includes(kind)) return [];
  const { promotionTemplate, steps: own } = spec as { promotionTemplate?: { spec: { steps: PromotionStep[] } }; steps?: PromotionStep[] };
  return (promotionTemplate?.spec.steps ?? own ?? []).filter(({ uses }) => uses);
}

function subscriptions(warehouse: Manifest): [string, unknown][] {
  return (warehouse.spec.subscriptions as Record<string, unknown>[]).flatMap((entry) => Object.entries(entry));
}

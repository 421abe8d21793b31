import { existsSync } from 'node:fs';
import { controllerProblems } from '../../../../src/k8s/rules/controller-problems';
import { Severity } from '../../../../src/plan/problem';
import { shared } from '../../../shared';
import type { Manifest } from '../manifest-validator';
import { findings } from '../manifest-validator';
import { isBuiltIn, kubernetesSchemas } from './kubernetes-schemas';
import { kustomize } from './kustomize';
import { podSecurity } from './pod-security';
import { policies } from './policies';
import { queries, rules, ruleTests } from './prometheus';
import type { Checker } from './subject';

const NO_SCHEMA = /: no schema$/;

/** Custom resources, and the steps of Kargo, against the schemas of their controllers. */
const customResources: Checker = {
  name: 'CRDs',
  missing: () => (existsSync(shared('schemas')) ? undefined : 'needs ../shared, with schemas of other projects'),
  check: ({ folders }) => folders.flatMap(({ name, manifests }) => manifests.flatMap((manifest) => findings(manifest)
    .filter((finding) => !NO_SCHEMA.test(finding) || !hasNone(manifest))
    .map((finding) => `${name}/${manifest.metadata.name}: ${finding}`))),
};

/** Probes and PodMonitors of the Prometheus Operator have no schema here; kinds of Kubernetes have one elsewhere. */
function hasNone(manifest: Manifest): boolean {
  return manifest.apiVersion.startsWith('monitoring.coreos.com/') || kubernetesSchemas.missing() !== undefined || isBuiltIn(manifest);
}

/** What controllers would refuse. What they take although it is rarely meant is said at synthesis. */
const controllers: Checker = {
  name: 'controllers',
  missing: () => undefined,
  check: ({ folders }) => folders.flatMap(({ name, manifests }) => controllerProblems(manifests, name))
    .filter(({ severity }) => severity === Severity.ERROR).map(({ message }) => message),
};

/** Everything that looks at manifests without a cluster. */
export const CHECKERS: Checker[] = [customResources, kubernetesSchemas, controllers, rules, queries, ruleTests, policies, podSecurity, kustomize];

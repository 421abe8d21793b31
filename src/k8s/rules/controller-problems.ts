import type { Problem } from '../../plan/problem';
import { analysisRules } from './analysis/rules';
import { clusterRules } from './cluster/rules';
import { deliveryRules } from './delivery/rules';
import { flaggerRules } from './flagger/rules';
import { Folder } from './folder';
import { kargoRules } from './kargo/rules';
import { promoterRules } from './promoter/rules';
import { references } from './references';
import { rolloutRules } from './rollouts/rules';
import type { Rule } from './rule';

const RULES: Rule[] = [...rolloutRules, ...analysisRules, ...flaggerRules, ...kargoRules, ...promoterRules, ...deliveryRules, ...clusterRules, references];

/**
 * What Argo Rollouts, Flagger, Kargo, GitOps Promoter, Argo CD, the Prometheus Operator and Kubernetes itself would refuse, ignore or make an
 * unsafe release of, although it follows their schemas. Types and unknown fields are the schemas' to judge.
 * @param manifests parsed manifests that are applied together
 * @param folder where they lie, with which the paths of problems begin
 */
export function controllerProblems(manifests: readonly unknown[], folder = ''): Problem[] {
  const all = new Folder(manifests, folder);
  return RULES.flatMap((rule) => rule(all));
}

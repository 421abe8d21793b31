import type { Problem } from '../../plan/problem';
import { analysisRules } from './analysis/rules';
import { clusterRules } from './cluster/rules';
import { deliveryRules } from './delivery/rules';
import { flaggerRules } from './flagger/rules';
import { Folder } from './folder';
import { kargoRules } from './kargo/rules';
import { CANARY, PROMOTION_STRATEGY, STAGE } from './kinds';
import { promoterRules } from './promoter/rules';
import { references } from './references';
import { rolloutRules } from './rollouts/rules';
import type { Rule } from './rule';

/** The rules of a controller are loaded where there is something of its API group. */
const RULES: { readonly group?: string; readonly rules: () => Rule[] }[] = [
  { rules: () => [...rolloutRules, ...analysisRules] },
  { group: CANARY.group, rules: () => flaggerRules },
  { group: STAGE.group, rules: () => kargoRules },
  { group: PROMOTION_STRATEGY.group, rules: () => promoterRules },
  { rules: () => [...deliveryRules, ...clusterRules, references] },
];

/**
 * What Argo Rollouts, Flagger, Kargo, GitOps Promoter, Argo CD, the Prometheus Operator and Kubernetes itself would refuse, ignore or make an
 * unsafe release of, although it follows their schemas. Types and unknown fields are the schemas' to judge.
 * @param manifests parsed manifests that are applied together
 * @param folder where they lie, with which the paths of problems begin
 */
export function controllerProblems(manifests: readonly unknown[], folder = ''): Problem[] {
  const all = new Folder(manifests, folder);
  const obeyed = RULES.filter(({ group }) => group === undefined || all.groups.has(group));
  return obeyed.flatMap(({ rules }) => rules()).flatMap((rule) => rule(all));
}

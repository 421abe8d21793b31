import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checker, Subject } from './subject';
import { subjectAt } from './subject';

/** A change of one file that was written, by which it becomes wrong. */
export interface Fault {
  readonly what: string;
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
  /** Name of the checker that finds it. */
  readonly foundBy: string;
}

const ROLLOUT = 'prod-eu/Rollout.web.yaml';
const WATCH = 'prod-eu/AnalysisTemplate.web-watch-10m.yaml';
const CALENDAR = 'delivery/ValidatingAdmissionPolicy.shop-release-calendar.yaml';
const APPROVAL = 'delivery/ValidatingAdmissionPolicy.shop-release-approval.yaml';
const RULES = 'rule_tests/prod-eu.web.rules.yaml';
const KUSTOMIZATION = 'prod-eu/kustomization.yaml';

function fault(foundBy: string, what: string, file: string, from: string | RegExp, to: string): Fault {
  return { what, file, from, to, foundBy };
}

/** Single faults in what the application with everything has written; those of the rules stand with the rules. */
export const FAULTS: Fault[] = [
  fault('CRDs', 'a field of a Rollout that does not exist', ROLLOUT, 'revisionHistoryLimit:', 'revisionHistoryLimits:'),
  fault('CRDs', 'a weight that is a text', ROLLOUT, 'setWeight: 20', 'setWeight: twenty'),
  fault('CRDs', 'a promotion step with a field of another one', 'delivery/PromotionTask.prepare.yaml', /path: '?\.\/live'?\n {4}uses: git-clear/, 'path: ./live\n      branch: main\n    uses: git-clear'),
  fault('kubernetes', 'a Service with a misspelt selector', 'prod-eu/Service.web.yaml', 'selector:', 'selectors:'),
  fault('kubernetes', 'a port that is a text', 'prod-eu/Service.web.yaml', 'port: 80\n', 'port: http\n'),
  fault('kubernetes', 'a disruption budget with an unknown field', 'prod-eu/PodDisruptionBudget.web.yaml', 'maxUnavailable:', 'maxUnavailables:'),
  fault('kubernetes', 'a policy that is not named by its binding', 'prod-eu/ValidatingAdmissionPolicyBinding.shop-prod-eu-operators.yaml', 'policyName:', 'policy:'),
  fault('kubernetes', 'a role binding without a role', 'delivery/RoleBinding.approvers-prod.yaml', 'roleRef:', 'role:'),
  fault('kubernetes', 'a kind that Kubernetes does not have', 'delivery/ConfigMap.shop-plan.yaml', 'kind: ConfigMap', 'kind: ConfigMaps'),
  fault('kubernetes', 'a network policy from nowhere', 'prod-eu/NetworkPolicy.web.yaml', /podSelector:\n/, 'podSelectors:\n'),
  fault('promtool check', 'a rule that does not parse', 'prod-eu/PrometheusRule.web.yaml', /expr: '\(\(/, "expr: '(((("),
  fault('PromQL', 'a query of an analysis that does not parse', WATCH, 'sum_over_time(', 'sum_over_time(('),
  fault('PromQL', 'a query of an analysis with an unknown function', WATCH, 'sum_over_time(', 'sums_over_time('),
  fault('PromQL', 'a poll that does not parse', 'delivery/Stage.prod-eu.yaml', 'value: \'spillway_signal_firing{', 'value: \'spillway_signal_firing{{'),
  fault('promtool test', 'a signal that fires the other way round', RULES, '>= bool 3', '< bool 3'),
  fault('promtool test', 'an alert that never fires', RULES, /expr: 'spillway_signal_firing.* == 1'/, "expr: 'vector(0) == 1'"),
  fault('CEL', 'a window that opens an hour late', CALENDAR, '>= 1320', '>= 1380'),
  fault('CEL', 'a freeze of another day', CALENDAR, '>= 1218', '>= 1219'),
  fault('CEL', 'a freeze that is an opening', CALENDAR, /expression: '!\(variables/, "expression: '(variables"),
  fault('CEL', 'a calendar in another time zone', CALENDAR, /Australia\/Lord_Howe/g, 'UTC'),
  fault('CEL', 'a Stage that the calendar forgets', CALENDAR, "''prod-eu'', ''prod-us''", "''prod-us''"),
  fault('CEL', 'a variable that is not there', CALENDAR, 'variables.open1', 'variables.open9'),
  fault('CEL', 'an approval that anybody gives', APPROVAL, 'variables.throughKargo ||', 'true ||'),
  fault('CEL', 'an approval by another group', APPROVAL, '"testers"', '"managers"'),
  fault('CEL', 'an approval that somebody gives who may be the author', APPROVAL, 'variables.throughKargo || !', 'variables.throughKargo || (has(request.userInfo.groups)) || !'),
  fault('CEL', 'a digest that is not approved', 'prod-eu/ConfigMap.shop-digests.yaml', 'sha256:a', 'sha256:b'),
  fault('Pod Security', 'a network of the host', ROLLOUT, /( +)containers:/, '$1hostNetwork: true\n$1containers:'),
  fault('Pod Security', 'a container that may become root', ROLLOUT, 'allowPrivilegeEscalation: false', 'allowPrivilegeEscalation: true'),
  fault('Pod Security', 'a job as root', 'beta/AnalysisTemplate.web-verify-smoke.yaml', 'runAsNonRoot: true', 'runAsNonRoot: false'),
  fault('kustomize', 'a file that is not there', KUSTOMIZATION, 'Rollout.web.yaml', 'Rollout.website.yaml'),
  fault('kustomize', 'a file that is forgotten', KUSTOMIZATION, /\n *- Rollout.web.yaml/, ''),
  fault('kustomize', 'a replacement of a field that is not there', KUSTOMIZATION, /fieldPaths:\n( +)- /, 'fieldPaths:\n$1- none.'),
];

/** What the checker of a fault says of it. */
export function saidOf({ file, from, to }: Fault, good: Subject, checker: Checker): string[] {
  const directory = mkdtempSync(join(tmpdir(), 'spillway-fault-'));
  try {
    cpSync(good.directory, directory, { recursive: true });
    const path = join(directory, file);
    const text = readFileSync(path, 'utf8');
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`nothing to change in ${file}: ${from}`);
    writeFileSync(path, changed);
    return checker.check(subjectAt(good.name, directory));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

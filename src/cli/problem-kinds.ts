import * as unread from '../k8s/problems-read';
import * as analysis from '../k8s/rules/problems-analysis';
import * as cluster from '../k8s/rules/problems-cluster';
import * as delivery from '../k8s/rules/problems-delivery';
import * as flagger from '../k8s/rules/problems-flagger';
import * as kargo from '../k8s/rules/problems-kargo';
import * as promoter from '../k8s/rules/problems-promoter';
import * as rollouts from '../k8s/rules/problems-rollouts';
import type { ProblemKind } from '../plan/problem-definition';
import { PROBLEM_KINDS } from '../plan/problem-registry';

/** What is always true of each problem that a check can find in files, by code: the core's, and the controllers'. */
export function checkKinds(): ReadonlyMap<string, ProblemKind> {
  const series: Record<string, ProblemKind>[] = [unread, analysis, cluster, delivery, flagger, kargo, promoter, rollouts];
  return new Map([...PROBLEM_KINDS, ...series.flatMap((one) => Object.values(one)).map((kind): [string, ProblemKind] => [kind.code, kind])]);
}

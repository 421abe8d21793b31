import type { Problem } from '../../plan/problem';
import type { ProblemKind } from '../../plan/problem-definition';
import type { ReadFault } from '../../plan/reading/seen';
import { SP3510, SP3511, SP3512, SP3513 } from '../problems-audit';

const FAULTS: Record<ReadFault['kind'], { readonly kind: ProblemKind; readonly allowed: string; readonly remedy: string }> = {
  parallel: { kind: SP3510, allowed: 'SUPERSEDED or QUEUED', remedy: 'choose another ExecutionMode' },
  secret: { kind: SP3511, allowed: 'a reference to Secrets Manager', remedy: 'revoke it, and connect to the repository by AWS CodeConnections, which needs none' },
  lateSource: { kind: SP3512, allowed: 'sources in the first stage', remedy: 'move it to the first stage' },
  unverified: { kind: SP3513, allowed: 'a verification, or a requiredSoakTime of the Stage behind', remedy: 'verify Freight by an AnalysisTemplate' },
};

/** What is wrong whatever the plan says. */
export function faultProblems(faults: readonly ReadFault[]): Problem[] {
  return faults.map(({ kind: of, at, got }) => {
    const { kind, allowed, remedy } = FAULTS[of];
    return kind.at(at, { got, allowed, remedies: [remedy] });
  });
}

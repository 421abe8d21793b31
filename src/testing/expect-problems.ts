import type { ReleasePipeline } from '../model/release-pipeline';
import type { Plan } from '../plan/plan';
import { ProblemReport } from '../report/problem-report';
import { receivedPlan } from './received';
import type { Verdict } from './verdict';
import { verdict } from './verdict';

/** The checks find nothing, but for warnings that somebody acknowledged. */
export function hasNoProblems(received: ReleasePipeline | Plan): Verdict {
  const plan = receivedPlan(received);
  const { length } = plan.problems;
  return verdict({
    pass: length === 0,
    subject: `the plan of ${plan.service}`,
    to: 'have no problems',
    received: length === 0 ? 'it has none' : `it has ${length}`,
    evidence: length === 0 ? [] : [ProblemReport.of(plan.problems).toText().trimEnd()],
  });
}

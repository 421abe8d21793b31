import { ApplicationSignalsClient, BatchGetServiceLevelObjectiveBudgetReportCommand } from '@aws-sdk/client-application-signals';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { BudgetQuestion, Verdict } from './question';

const sts = new STSClient();

/** Whether enough of an environment's error budget is left. No data is not a pass. */
export async function judgeBudget({ objective, region, role, remainingAtLeastRatio }: BudgetQuestion): Promise<Verdict> {
  const signals = new ApplicationSignalsClient({ region, ...(role ? { credentials: await credentialsOf(role) } : {}) });
  const { Reports } = await signals.send(new BatchGetServiceLevelObjectiveBudgetReportCommand({ Timestamp: new Date(), SloIds: [objective] }));
  const report = Reports?.find(({ Arn }) => Arn === objective);
  const { TotalBudgetRequests: total, BudgetRequestsRemaining: remaining } = report ?? {};
  if (!total || remaining === undefined || report?.BudgetStatus === 'INSUFFICIENT_DATA') return { verdict: 'fail', reason: `${objective} has no data` };
  const ratio = remaining / total;
  return { verdict: ratio >= remainingAtLeastRatio ? 'pass' : 'fail', reason: `${ratio.toFixed(3)} of the budget of ${objective} is left` };
}

async function credentialsOf(role: string) {
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'release-gate' }));
  return { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretAccessKey!, sessionToken: Credentials!.SessionToken };
}

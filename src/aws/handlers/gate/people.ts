import type { ActionExecutionDetail } from '@aws-sdk/client-codepipeline';
import { paginateListActionExecutions } from '@aws-sdk/client-codepipeline';
import type { Asked, PeopleQuestion, Verdict } from './question';
import { codePipeline, executionOf } from './release';

/** Whether the approvals of a group were given by as many different people. */
export async function judgePeople({ approvals }: PeopleQuestion, asked: Asked): Promise<Verdict> {
  const given = await approvalsOf(asked);
  for (const [group, actions] of Object.entries(approvals)) {
    const people = new Set(actions.map((action) => given.get(action)));
    if (people.has(undefined)) return { verdict: 'fail', reason: `not every approval of ${group} says who gave it` };
    if (people.size < actions.length) return { verdict: 'fail', reason: `${actions.length} approvals of ${group} were given by ${people.size}: ${[...people].join(', ')}` };
  }
  return { verdict: 'pass', reason: 'different people have approved' };
}

/** Who approved, by action. */
async function approvalsOf(asked: Asked): Promise<Map<string, string>> {
  const filter = { pipelineExecutionId: await executionOf(asked) };
  const found = new Map<string, string>();
  for await (const page of paginateListActionExecutions({ client: codePipeline }, { pipelineName: asked.pipeline, filter })) {
    for (const { actionName, updatedBy } of page.actionExecutionDetails?.filter((detail) => isApproval(detail, asked)) ?? []) {
      // the newest comes first, and only it counts: a stage may have been run again
      if (actionName && updatedBy && !found.has(actionName)) found.set(actionName, updatedBy);
    }
  }
  return found;
}

function isApproval({ stageName, status }: ActionExecutionDetail, { stage }: Asked): boolean {
  return stageName === stage && status === 'Succeeded';
}

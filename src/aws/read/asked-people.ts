import { named } from '../../plan/reading/named';
import { approvalActionNames } from '../names';
import type { Approval } from '../stages/stage-layout';
import type { WrittenAction } from './written-pipeline';

const MINUTE_MS = 60_000;
/** https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html */
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;

/** What an approval is told: who, whether not the author, how many people. */
const ASKED = /^for a member of (.+?)( who is not the author of the change)?(?:; (\d+) different people have to answer)?(?:; changes: .*)?$/s;

type ReadApproval = Omit<Approval, 'id'>;

/** The approvals of some actions, each group once: where several people have to answer, there is an action for each. */
export function askedPeople(actions: WrittenAction[]): ReadApproval[] {
  const byGroup = new Map<string, ReadApproval>();
  for (const action of actions) {
    const approval = approvalOf(action);
    if (!byGroup.has(approval.group)) byGroup.set(approval.group, approval);
  }
  return [...byGroup.values()];
}

function approvalOf({ name, configuration, timeoutMinutes }: WrittenAction): ReadApproval {
  const [, group, notAuthor, people] = ASKED.exec(configuration.CustomData ?? '') ?? [];
  const quorum = Number(people ?? 1);
  const isOurs = group !== undefined && approvalActionNames({ group, quorum }).includes(name);
  return {
    kind: 'approval',
    group: isOurs ? group : named(name, 'approvers'),
    quorum: isOurs ? quorum : 1,
    excludeAuthor: isOurs && notAuthor !== undefined,
    timeoutMs: timeoutMinutes === undefined ? WEEK_MS : timeoutMinutes * MINUTE_MS,
  };
}

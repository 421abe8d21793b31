import { GetCalendarStateCommand, SSMClient } from '@aws-sdk/client-ssm';
import { closedAt } from './closed-now';
import type { Asked, FreezeQuestion, Verdict } from './question';
import { releaseOf } from './release';

const ssm = new SSMClient();

/**
 * Asks the calendar, which people may have written into, and the declaration, which holds however Systems Manager reads
 * recurring events. Either closes.
 */
export async function judgeFreeze(question: FreezeQuestion, asked: Asked): Promise<Verdict> {
  const reason = await whyClosed(question);
  if (!reason) return { verdict: 'pass', reason: 'no freeze holds' };
  if (question.passedBy.length === 0) return { verdict: 'fail', reason };
  const { type } = await releaseOf(asked);
  return question.passedBy.includes(type)
    ? { verdict: 'pass', reason: `${reason}, and a release of type ${type} passes it` }
    : { verdict: 'fail', reason: `${reason}, and a release of type ${type} does not pass it` };
}

async function whyClosed({ calendars, closed }: FreezeQuestion): Promise<string | undefined> {
  if (closed.some((time) => closedAt(time, Date.now()))) return 'a declared freeze holds';
  const { State } = await ssm.send(new GetCalendarStateCommand({ CalendarNames: calendars }));
  return State === 'OPEN' ? undefined : `the calendar is ${State ?? 'silent'}`;
}

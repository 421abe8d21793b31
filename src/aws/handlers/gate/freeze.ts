import { GetCalendarStateCommand, SSMClient } from '@aws-sdk/client-ssm';
import { closedAt } from './closed-now';
import type { Asked, FreezeQuestion, Frozen, Verdict } from './question';
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

async function whyClosed({ wave }: FreezeQuestion): Promise<string | undefined> {
  const holding = freezesOf(wave);
  if (holding.some(({ closed }) => closedAt(closed, Date.now()))) return 'a declared freeze holds';
  const { State } = await ssm.send(new GetCalendarStateCommand({ CalendarNames: holding.map(({ calendar }) => calendar) }));
  return State === 'OPEN' ? undefined : `the calendar is ${State ?? 'silent'}`;
}

function freezesOf(wave: string): Frozen['freezes'] {
  const { freezes, waves } = JSON.parse(process.env.FREEZES ?? '{}') as Partial<Frozen>;
  const holding = waves?.[wave]?.map((place) => freezes?.[place]) ?? [];
  const known = holding.flatMap((freeze) => freeze ?? []);
  if (known.length === 0 || known.length < holding.length) throw new Error(`nobody says which freezes hold ${wave}`);
  return known;
}

import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Asked, ChangeQuestion, Verdict } from './question';
import { releaseOf } from './release';

const ANSWER_WITHIN_MS = 10_000;

const secrets = new SecretsManagerClient();

/** What a change system answers about a release. */
interface Ticket {
  readonly id: string;
  readonly state: string;
  /** Whether the state can no longer change. */
  readonly final?: boolean;
}

/** Asks for the ticket of a release; there may be none yet. */
export async function judgeChange(question: ChangeQuestion, asked: Asked): Promise<Verdict> {
  const ticket = await ticketOf(question, asked);
  if (!ticket) return { verdict: 'wait', reason: 'there is no ticket yet' };
  const reason = `ticket ${ticket.id} is ${ticket.state}`;
  if (question.states.includes(ticket.state)) return { verdict: 'pass', reason };
  return { verdict: ticket.final === true ? 'fail' : 'wait', reason };
}

async function ticketOf({ url, secret, service, wave }: ChangeQuestion, asked: Asked): Promise<Ticket | undefined> {
  const { execution, commit } = await releaseOf(asked);
  const address = new URL(url);
  for (const [name, value] of Object.entries({ service, wave, commit, execution })) address.searchParams.set(name, value);
  const token = await tokenIn(secret);
  const answer = await fetch(address, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    // another host must not get the token
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`${address.host} answered ${answer.status}`);
  return ticketIn(await answer.json(), address.host);
}

/** What cannot stand in a header is refused here: `fetch` would quote it in its error, and so in the log. */
async function tokenIn(secret: string): Promise<string> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: secret }));
  const token = SecretString?.trim() ?? '';
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Error(`${secret} is no bearer token: one word of visible ASCII characters`);
  return token;
}

function ticketIn(answer: unknown, host: string): Ticket {
  const { id, state, final } = (answer ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string' || typeof state !== 'string') throw new Error(`${host} answered no ticket: id and state must be text`);
  return { id, state, final: final === true };
}

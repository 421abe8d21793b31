import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import type { DependsOnQuestion, Verdict } from './question';
import { inRange } from './version';

const ssm = new SSMClient();

/** Whether another release has left the record of a version in range. */
export async function judgeDependsOn({ record, versions }: DependsOnQuestion): Promise<Verdict> {
  const text = await read(record);
  if (text === undefined) return { verdict: 'wait', reason: `${record} does not exist: nothing has been released there` };
  if (versions === '') return { verdict: 'pass', reason: `${record} exists` };
  const { version } = JSON.parse(text) as { version?: unknown };
  if (typeof version !== 'string' || version === '') return { verdict: 'wait', reason: `${record} names no version` };
  return { verdict: inRange(version, versions) ? 'pass' : 'wait', reason: `${record} is version ${version}` };
}

async function read(name: string): Promise<string | undefined> {
  try {
    return (await ssm.send(new GetParameterCommand({ Name: name }))).Parameter?.Value;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}

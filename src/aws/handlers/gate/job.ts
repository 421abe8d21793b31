import { PutJobFailureResultCommand, PutJobSuccessResultCommand } from '@aws-sdk/client-codepipeline';
import type { Verdict } from './question';
import { codePipeline } from './release';

/** What an action hands over. */
export interface Job {
  readonly id: string;
  readonly data: {
    readonly actionConfiguration: { readonly configuration: { readonly UserParameters?: string } };
    readonly continuationToken?: string;
  };
}

/** A summary takes no more, and a longer one would leave the action without any answer. */
const SUMMARY_AT_MOST = 2048;

/** Waiting is a success with a token: CodePipeline asks again, and hands the token back. */
export async function answerJob({ id }: Job, { verdict, reason }: Verdict, continuationToken: string): Promise<void> {
  const told = reason.slice(0, SUMMARY_AT_MOST);
  if (verdict === 'fail') {
    await codePipeline.send(new PutJobFailureResultCommand({ jobId: id, failureDetails: { type: 'JobFailed', message: told } }));
    return;
  }
  const waits = verdict === 'wait' ? { continuationToken } : {};
  await codePipeline.send(new PutJobSuccessResultCommand({ jobId: id, ...waits, executionDetails: { summary: told } }));
}

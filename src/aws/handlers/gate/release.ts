import type { PipelineExecution } from '@aws-sdk/client-codepipeline';
import { CodePipelineClient, GetPipelineExecutionCommand, GetPipelineStateCommand } from '@aws-sdk/client-codepipeline';
import type { Asked } from './question';

const EXECUTION = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a later pipeline takes up, see HandedOverStep: its revision is the version of an object. */
const CANDIDATE = '_Candidate';

/** The type of a release nobody gave one to. */
const DEFAULT_TYPE = 'feature';

export const codePipeline = new CodePipelineClient();

/**
 * The execution that stands before the gate. Actions are told; whether rules are is not documented, so else the stage is
 * asked: it holds one execution at a time.
 */
export async function executionOf({ pipeline, stage, execution }: Asked): Promise<string> {
  if (EXECUTION.test(execution)) return execution;
  const { stageStates } = await codePipeline.send(new GetPipelineStateCommand({ name: pipeline }));
  const found = stageStates?.find(({ stageName }) => stageName === stage)?.latestExecution?.pipelineExecutionId;
  if (!found) throw new Error(`no execution is known to stand at ${stage}`);
  return found;
}

/** What CodePipeline knows of a release. */
export async function releaseOf(asked: Asked): Promise<{ readonly execution: string; readonly commit: string; readonly type: string }> {
  const execution = await executionOf(asked);
  const { pipelineExecution } = await codePipeline.send(new GetPipelineExecutionCommand({ pipelineName: asked.pipeline, pipelineExecutionId: execution }));
  return { execution, commit: commitOf(pipelineExecution), type: typeOf(pipelineExecution) };
}

/** Images that are released with it have revisions too, which are digests, and so has the candidate that a later pipeline takes up. */
function commitOf(execution: PipelineExecution | undefined): string {
  const source = execution?.artifactRevisions?.find(({ name, revisionId }) => revisionId && !revisionId.startsWith('sha256:') && !name?.endsWith(CANDIDATE));
  return source?.revisionId ?? '';
}

function typeOf(execution: PipelineExecution | undefined): string {
  return execution?.variables?.find(({ name }) => name === 'RELEASE_TYPE')?.resolvedValue ?? DEFAULT_TYPE;
}

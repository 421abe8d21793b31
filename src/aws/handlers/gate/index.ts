import { judgeBudget } from './budget';
import { judgeChange } from './change';
import { judgeDependsOn } from './depends-on';
import { judgeFreeze } from './freeze';
import type { Job } from './job';
import { answerJob } from './job';
import { answered, failed } from './patience';
import { judgePeople } from './people';
import type { Asked, Question, Verdict } from './question';

/** How CodePipeline calls an action is documented; how it calls a rule is not, so both ways to hand parameters over are read. */
interface GateEvent {
  readonly 'CodePipeline.job'?: Job;
  readonly 'UserParameters'?: string;
}

/**
 * Judges what CodePipeline cannot judge itself, and fails closed. An action is answered through its job. A rule is answered
 * in both ways it might listen to: by the job, where there is one, and by the function's own success or failure.
 */
export async function handler(event: GateEvent): Promise<Verdict> {
  const job = event['CodePipeline.job'];
  const parameters = job?.data.actionConfiguration.configuration.UserParameters ?? event.UserParameters;
  if (!parameters) throw new Error('the gate was asked nothing');
  const asked = JSON.parse(parameters) as Asked;
  const { verdict, token } = await judgeAll(asked).then(answered, (error) => failed(error, asked.canWait, job?.data.continuationToken));
  // the event has credentials in it and is never logged
  console.log(JSON.stringify({ pipeline: asked.pipeline, stage: asked.stage, execution: asked.execution, ...verdict }));
  if (job) await answerJob(job, verdict, token);
  if (verdict.verdict !== 'pass' && !asked.canWait) throw new Error(verdict.reason);
  return verdict;
}

async function judgeAll(asked: Asked): Promise<Verdict> {
  const verdicts = await Promise.all(asked.questions.map((question) => judge(question, asked)));
  const failing = verdicts.find(({ verdict }) => verdict === 'fail') ?? verdicts.find(({ verdict }) => verdict === 'wait');
  return failing ?? { verdict: 'pass', reason: verdicts.map(({ reason }) => reason).join('; ') };
}

async function judge(question: Question, asked: Asked): Promise<Verdict> {
  switch (question.kind) {
    case 'freeze': return judgeFreeze(question, asked);
    case 'budget': return judgeBudget(question);
    case 'people': return judgePeople(question, asked);
    case 'change': return judgeChange(question, asked);
    case 'dependsOn': return judgeDependsOn(question);
    default: throw new Error(`nobody knows how to judge ${JSON.stringify(question satisfies never)}`);
  }
}

import type { JobSpec } from '../../model/spec';
import type { PlannedWave } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { SP4111 } from '../problems';

const MINUTE_MS = 60_000;
/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html */
const JOB_AT_LEAST_MS = 5 * MINUTE_MS;
const JOB_AT_MOST_MS = 2160 * MINUTE_MS;

/** What has jobs: a plan, or stages that are guarded. */
interface WithJobs {
  readonly path: string;
  readonly waves: Pick<PlannedWave, 'name' | 'gates' | 'verifications'>[];
}

export function jobLimits(plan: WithJobs): Problem[] {
  return plan.waves.flatMap(({ name, gates, verifications }) => [
    ...gates.flatMap((gate) => (gate.kind === 'check' ? timeLimits(`${plan.path}/${name}/gates/${gate.id}`, gate.job) : [])),
    ...verifications.flatMap((verification) => (verification.kind === 'job' ? timeLimits(`${plan.path}/${name}/verifications/${verification.id}`, verification.job) : [])),
  ]);
}

function timeLimits(path: string, { timeoutMs }: JobSpec): Problem[] {
  const fits = timeoutMs >= JOB_AT_LEAST_MS && timeoutMs <= JOB_AT_MOST_MS && timeoutMs % MINUTE_MS === 0;
  return fits ? [] : [SP4111.at(path, {
    got: `${timeoutMs / MINUTE_MS} min`, allowed: '5 to 2160 whole minutes', remedies: ['declare a timeout in that range'],
  })];
}

import type { Approvals } from './approvals';
import type { ActionDefinition } from './definition';
import type { Execution } from './execution';
import type { Surroundings } from './surroundings';
import { job } from './surroundings';
import type { Process } from './virtual-time';

export interface ActionRun {
  readonly stage: string;
  readonly action: ActionDefinition;
  readonly execution: Execution;
}

/** Whether an action succeeds. */
export function act(run: ActionRun, approvals: Approvals, around: Surroundings): Process<boolean> {
  const { action, execution } = run;
  // whatever the source is, it gives the release the execution was started with
  if (action.category === 'Source') return around.time.until(() => true);
  switch (`${action.category}/${action.provider}`) {
    case 'Approval/Manual':
      return approvals.ask(run);
    case 'Deploy/CloudFormation':
      return deploy(run, around);
    case 'Build/CodeBuild':
    case 'Test/CodeBuild':
    case 'Compute/Commands':
    case 'Invoke/Lambda':
      return job(around, action.name, execution);
    default:
      throw new Error(`the model does not know the action ${action.category}/${action.provider}`);
  }
}

/** The environment is the cdk.Stage, which names its folder in the cloud assembly. */
function* deploy({ action, execution }: ActionRun, { stacks, written }: Surroundings): Process<boolean> {
  const { ActionMode: mode, StackName: stack, TemplatePath: path } = action.configuration;
  if (mode !== 'CREATE_UPDATE') throw new Error(`the model does not know the action mode ${mode}`);
  const [, file] = path.split('::');
  const template = written.deployed(file);
  const outcome = yield* stacks.update({ stack, environment: environmentOf(file), template, release: execution.release });
  return outcome === 'succeeded';
}

export function environmentOf(file: string): string {
  return /^assembly-([^/]+)\//.exec(file)?.[1] ?? file;
}

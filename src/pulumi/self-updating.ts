import type { AssemblyStack } from './cloud-assembly';

interface PipelineTemplate {
  readonly Resources?: Record<string, { readonly Type?: string; readonly Properties?: { readonly Stages?: Stage[] } }>;
}

interface Stage {
  readonly Actions?: { readonly Name?: string }[];
}

/**
 * Ids of the stacks that a pipeline of the assembly deploys again whenever it runs: its own, and those its own waits for.
 * @param stacks each after those it waits for
 */
export function selfUpdating(stacks: AssemblyStack[]): Set<string> {
  const ids = new Set<string>();
  for (const stack of [...stacks].reverse()) {
    if (!ids.has(stack.id) && !updatesItself(stack.template)) continue;
    ids.add(stack.id);
    for (const before of stack.after) ids.add(before);
  }
  return ids;
}

function updatesItself(template: string): boolean {
  const { Resources = {} } = JSON.parse(template) as PipelineTemplate;
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::CodePipeline::Pipeline')
    .some(({ Properties }) => Properties?.Stages?.some(({ Actions }) => Actions?.some(({ Name }) => Name === 'SelfMutate')));
}

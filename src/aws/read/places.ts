import type { Names } from '../../plan/reading/named';
import { named } from '../../plan/reading/named';
import type { Template } from './template';
import type { Templates } from './templates';
import type { WrittenAction, WrittenStage } from './written-pipeline';

/** One place that a stage deploys to. */
export interface DeployedPlace {
  readonly environment: string;
  readonly actions: WrittenAction[];
  /** Templates of what is deployed there, of those that were handed over. */
  readonly templates: Template[];
}

/** What tells places apart for actions that do not say it by account and Region. */
const TARGETS = ['ClusterName', 'EnvironmentName', 'Environment', 'DeploymentGroupName', 'BucketName'];

/**
 * The places of a stage: one for each folder of a cloud assembly, or for each account, Region and target of the other actions.
 * @param known names of the environments in their order, where the pipeline knows them
 */
export function placesOf(stage: WrittenStage, deploying: WrittenAction[], known: readonly string[], names: Names, templates: Templates): DeployedPlace[] {
  const groups = new Map<string, WrittenAction[]>();
  for (const action of deploying) groups.set(keyOf(action), [...groups.get(keyOf(action)) ?? [], action]);
  const found = [...groups.values()];
  const labels = known.length === found.length ? ordered(found, known) : found.map((actions) => (found.length === 1 ? stage.name : `${stage.name}-${labelOf(actions[0])}`));
  return found.map((actions, i) => ({
    environment: names.of(labels[i], 'environment'),
    actions,
    templates: actions.flatMap(({ configuration }) => templates.atPath(pathOf(configuration)) ?? []),
  }));
}

function keyOf(action: WrittenAction): string {
  const { configuration, roleArn, region } = action;
  const [, folder] = /^(assembly-[^/]*)\//.exec(pathOf(configuration)) ?? [];
  return folder ?? JSON.stringify([roleArn, region, ...TARGETS.map((key) => configuration[key] ?? '')]);
}

function pathOf(configuration: WrittenAction['configuration']): string {
  return (configuration.TemplatePath ?? '').split('::').pop()!;
}

function labelOf({ name, region, configuration }: WrittenAction): string {
  return region || TARGETS.map((key) => configuration[key]).find(Boolean) || name;
}

/** By name where a stack or folder is called like the environment; those that are left, in their order. */
function ordered(groups: WrittenAction[][], known: readonly string[]): string[] {
  const says = (actions: WrittenAction[], environment: string) => actions.some(({ configuration }) =>
    named(keyOfFolder(configuration), '') === environment || named(configuration.StackName ?? '', '').startsWith(`${environment}-`));
  const own = groups.map((actions) => known.find((environment) => says(actions, environment)));
  const left = known.filter((environment) => !own.includes(environment));
  const clear = new Set(own).size === own.length;
  return clear ? own.map((environment) => environment ?? left.shift()!) : [...known];
}

function keyOfFolder(configuration: WrittenAction['configuration']): string {
  return /^assembly-([^/]*)\//.exec(pathOf(configuration))?.[1] ?? '';
}

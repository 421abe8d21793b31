import type { Field } from '../field';
import type { Folder } from '../folder';
import { CLUSTER_PROMOTION_TASK, PROMOTION_TASK } from '../kinds';
import type { Manifest } from '../manifest';
import type { Procedure } from './steps';

interface Updated {
  readonly name: string;
  readonly namespace: string;
}

/** The Applications that a Stage updates, by its own steps and by those of its tasks. What only Kargo can evaluate is left as it is. */
export function updatedApplications({ manifest, steps, vars }: Procedure, folder: Folder): Updated[] {
  return steps.flatMap((step) => {
    if (!step.at('task').isSet) return named(appsOf([step]), vars);
    const kind = step.at('task', 'kind').text === CLUSTER_PROMOTION_TASK.kind ? CLUSTER_PROMOTION_TASK : PROMOTION_TASK;
    const task = folder.find(kind, step.at('task', 'name').text, manifest);
    return task ? named(folder.seenAs(appsOfTasks).get(task)!, [...task.spec.at('vars').items, ...step.at('vars').items]) : [];
  });
}

function appsOfTasks(folder: Folder): ReadonlyMap<Manifest, Field[]> {
  return new Map([...folder.of(PROMOTION_TASK), ...folder.of(CLUSTER_PROMOTION_TASK)].map((task) => [task, appsOf(task.spec.at('steps').items)]));
}

function appsOf(steps: Field[]): Field[] {
  return steps.filter((step) => step.at('uses').text === 'argocd-update').flatMap((step) => step.at('config', 'apps').items);
}

function named(apps: Field[], vars: Field[]): Updated[] {
  const values = new Map(vars.map((one) => [one.at('name').text, one.at('value').text]));
  const value = ({ text }: Field) => text.replace(/^\$\{\{\s*vars\.(\w+)\s*\}\}$/, (all, name: string) => values.get(name) ?? all);
  return apps.map((app) => ({ name: value(app.at('name')), namespace: value(app.at('namespace')) }));
}

import type { Problem } from '../../../plan/problem';
import type { Folder } from '../folder';
import { CLUSTER_ROLE, ROLE } from '../kinds';
import { SP5287 } from '../problems-cluster';

/** Roles name what they allow. */
export function permissions(folder: Folder): Problem[] {
  const rules = [...folder.of(ROLE), ...folder.of(CLUSTER_ROLE)].flatMap(({ root }) => root.at('rules').items);
  return rules.flatMap((rule) => ['apiGroups', 'resources', 'verbs'].map((part) => rule.at(part))).filter(({ texts }) => texts.includes('*')).map((part) => SP5287.at(part.path, {
    got: '*',
    allowed: 'names',
    remedies: ['list what is needed'],
  }));
}

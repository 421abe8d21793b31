import type { Problem } from '../../../plan/problem';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { PROJECT_CONFIG } from '../kinds';
import { SP5266, SP5278 } from '../problems-kargo';

const GROUP = 'kargo.akuity.io';
const OPEN_KINDS = [
  'ClusterConfig', 'ClusterPromotionTask', 'Freight', 'Project', 'ProjectConfig', 'Promotion', 'PromotionTask', 'Stage', 'Warehouse',
];

/** By kind, where open-source Kargo takes a field and passes over it. */
const CLOSED_FIELDS = ['autoRollback', 'promotionWindows', 'targets', 'targetSelector'];

/** What stands above the Stages of a project, and what no open-source Kargo obeys anywhere. */
export function projects(folder: Folder): Problem[] {
  return [
    ...folder.manifests.filter(({ group }) => group === GROUP).flatMap(({ root, kind, spec }) => [
      ...(OPEN_KINDS.includes(kind) ? [] : [enterprise(root, kind)]),
      ...[spec, ...spec.at('promotionPolicies').items].flatMap((owner) => CLOSED_FIELDS.map((name) => owner.at(name))).filter(({ isSet }) => isSet)
        .map((field) => enterprise(field, field.shown)),
    ]),
    ...folder.of(PROJECT_CONFIG).flatMap((config) => [
      ...(config.namespace === '' || config.name === config.namespace ? [] : [SP5278.at(config.root.at('metadata', 'name').path, {
        got: config.name,
        allowed: `the name of the project: "${config.namespace}"`,
        remedies: ['name it like its namespace'],
      })]),
      ...policies(config.spec.at('promotionPolicies').items),
    ]),
  ];
}

function enterprise(field: Field, got: string): Problem {
  return SP5266.at(field.path, {
    got,
    allowed: 'what open-source Kargo does',
    remedies: ['remove it, and let steps of the promotion or an admission policy do the same', 'run Kargo Enterprise'],
  });
}

function policies(all: Field[]): Problem[] {
  const names = all.map((policy) => (policy.at('stageSelector').isSet ? policy.at('stageSelector', 'name') : policy.at('stage')));
  return names.flatMap((name, i) => {
    const isPattern = name.text.includes(':');
    const isRepeated = name.text !== '' && !isPattern && names.slice(0, i).some(({ text }) => text === name.text);
    const isStrange = isPattern && !/^(regex|regexp|glob):./.test(name.text);
    const isDoubled = all[i].at('stageSelector').isSet && all[i].at('stage').isSet;
    return isRepeated || isStrange || isDoubled ? [SP5278.at(name.path, {
      got: isRepeated ? `${name.text} twice` : isDoubled ? 'stage and stageSelector' : name.shown,
      allowed: isStrange ? 'a name, or a pattern that begins with "glob:" or "regex:"' : 'one policy for a Stage, by its stageSelector',
      remedies: isStrange ? ['use glob: or regex:'] : ['remove one of the two'],
    })] : [];
  });
}

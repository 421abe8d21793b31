import type { Problem } from '../../../plan/problem';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { PROMOTION_STRATEGY, REVERT_COMMIT } from '../kinds';
import type { Manifest } from '../manifest';
import { SP5511, SP5512, SP5520, SP5521, SP5522 } from '../problems-promoter';
import type { Gate, Side } from './gate';
import { asked, gatesOf } from './gate';

/** Promoter reports it itself. */
const PREVIOUS = 'promoter-previous-environment';

/** Environments in a row, and the statuses that they ask for. */
export function strategies(folder: Folder): Problem[] {
  return [
    ...folder.of(PROMOTION_STRATEGY).flatMap((strategy) => {
      const environments = strategy.spec.at('environments').items;
      const gates = gatesOf(folder, strategy);
      return [
        ...environments.flatMap((environment) => (['active', 'proposed'] as const).flatMap((side) => reported(strategy, environment, side, gates))),
        ...environments.slice(0, -1).filter((environment) => asked(strategy, environment, 'active').length === 0).map((environment) => SP5522.at(environment.path, {
          got: 'no active statuses',
          allowed: 'at least one, in every environment before the last',
          remedies: ['list the key of an ArgoCDCommitStatus in activeCommitStatuses of the strategy'],
        })),
      ];
    }),
    ...branches(folder),
    ...folder.of(REVERT_COMMIT).map(({ root }) => SP5521.at(root.path, { got: 'RevertCommit', allowed: 'a revert on the branch that is hydrated', remedies: ['remove it'] })),
  ];
}

function reported(strategy: Manifest, environment: Field, side: Side, gates: Gate[]): Problem[] {
  const branch = environment.at('branch').text;
  return asked(strategy, environment, side).filter(({ text }) => text !== '' && text !== PREVIOUS).flatMap((key) => {
    const known = gates.filter((gate) => gate.key === key.text && (gate.branches?.some(({ text }) => text === branch) ?? true));
    if (known.some((gate) => gate.side === side)) return [];
    if (known.length > 0) {
      return [SP5512.at(key.path, {
        got: `${key.text}, which is about what ${side === 'active' ? 'is proposed' : 'runs'}`,
        allowed: `a status about what ${side === 'active' ? 'runs' : 'is proposed'}`,
        remedies: [`list it in ${known[0].side}CommitStatuses`],
      })];
    }
    return [SP5511.at(key.path, { got: `${key.text} of ${branch}`, allowed: 'the key of a gate', remedies: ['correct the key', 'add the gate', 'keep it, where something else reports it'] })];
  });
}

/** Several strategies share a branch where each has a folder of it. */
function branches(folder: Folder): Problem[] {
  const all = folder.of(PROMOTION_STRATEGY).flatMap((strategy) => strategy.spec.at('environments').items.map((environment) => ({
    branch: environment.at('branch'),
    repository: `${strategy.namespace}/${strategy.spec.at('gitRepositoryRef', 'name').text}`,
    isWhole: !environment.at('activePath').isSet && !strategy.spec.at('activePath').isSet,
  })));
  return all.filter(({ branch, repository, isWhole }, i) => branch.text !== '' && all.some((other, j) => other.repository === repository
    && ((j < i && other.branch.text === branch.text && (isWhole || other.isWhole)) || branch.text === `${other.branch.text}-next`)))
    .map(({ branch }) => SP5520.at(branch.path, { got: branch.text, allowed: 'a branch of its own', remedies: ['rename it', 'give each strategy an activePath'] }));
}

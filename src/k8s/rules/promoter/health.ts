import type { Problem } from '../../../plan/problem';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { APPLICATION, ARGO_CD_COMMIT_STATUS, PROMOTION_STRATEGY } from '../kinds';
import type { Manifest } from '../manifest';
import { SP5519 } from '../problems-promoter';
import { unmatched } from '../selectors';

/** Whether the Applications that are asked for their health are those of the environments. They may lie in other folders. */
export function health(folder: Folder): Problem[] {
  const applications = folder.of(APPLICATION);
  if (applications.length === 0) return [];
  return folder.of(ARGO_CD_COMMIT_STATUS).flatMap((status) => {
    const strategy = folder.find(PROMOTION_STRATEGY, status.spec.at('promotionStrategyRef', 'name').text, status);
    const selector = status.spec.at('applicationSelector');
    const selected = applications.filter(({ root }) => unmatched(selector, root.at('metadata', 'labels')).length === 0);
    return strategy ? [...covered(strategy, selector, selected), ...oneRepository(selected)] : [];
  });
}

function covered(strategy: Manifest, selector: Field, selected: Manifest[]): Problem[] {
  const branches = strategy.spec.at('environments').items.map((environment) => environment.at('branch').text);
  const applied = selected.map(branchOf);
  return [
    ...branches.filter((branch) => branch !== '' && !applied.some(({ text }) => text === branch)).map((branch) => SP5519.at(selector.path, {
      got: `no Application of ${branch}`,
      allowed: 'an Application for each environment',
      remedies: ['give the Application the label', 'let the Application apply the branch'],
    })),
    ...applied.filter(({ text }) => !branches.includes(text)).map((branch) => SP5519.at(branch.path, {
      got: branch.shown, allowed: branches.join(', '), remedies: ['correct the branch', 'remove the label from the Application'],
    })),
  ];
}

function branchOf({ spec }: Manifest): Field {
  const hydrated = spec.at('sourceHydrator', 'syncSource', 'targetBranch');
  return hydrated.isSet ? hydrated : spec.at('source', 'targetRevision');
}

/** Promoter gives up on all of them where one is of another repository. */
function oneRepository(selected: Manifest[]): Problem[] {
  const urls = selected.map(({ spec }) => (spec.at('sourceHydrator').isSet ? spec.at('sourceHydrator', 'drySource', 'repoURL') : spec.at('source', 'repoURL')));
  return urls.filter(({ text }) => text !== urls[0].text).map((url) => SP5519.at(url.path, { got: url.shown, allowed: urls[0].text, remedies: ['spell the repository alike'] }));
}

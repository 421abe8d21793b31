import type { PlannedWave } from '../../../plan/document';
import type { Delivery } from '../../delivery';
import { environmentBranch } from '../../delivery';
import { goDuration } from '../../go-duration';
import { ENTERING, when } from '../promotion-record';
import type { PromotionStep } from '../step';
import { BEFORE_A_CHANGE, POLL_INTERVAL, WHILE_WATCHING } from '../step';
import { GATE_PATIENCE_MS } from './patience';
import { bearer } from './token';

/** As many as GitHub gives at once. */
const PER_PAGE = 100;

/** Opens a pull request with what is about to change, and counts its reviews for each group; nobody merges it. */
export function reviewSteps(delivery: Delivery, wave: PlannedWave, environment: string): PromotionStep[] {
  const { reviews, repositoryUrl: repoURL } = delivery;
  const gates = wave.gates.flatMap((gate) => (gate.kind === 'approval' ? [gate] : []));
  if (!reviews || gates.length === 0) return [];
  const { api, teams, token } = reviews._options();
  const repository = `${api}/repos/${pathOf(repoURL)}`;
  const ask = (url: string) => ({ url: `${url}?per_page=${PER_PAGE}`, headers: [bearer(token), { name: 'Accept', value: 'application/vnd.github+json' }] });
  // Kargo opens none where the release changes nothing in this environment, and there is nothing to review
  const isOpen = when(`${ENTERING} && status('pull-request') == 'Succeeded'`);
  // Kargo itself would ask for ever, and let no other release in
  const once = { uses: 'http', if: isOpen, retry: { ...BEFORE_A_CHANGE, timeout: goDuration(GATE_PATIENCE_MS) } };
  return [
    { uses: 'git-push', as: 'propose', if: when(ENTERING), retry: BEFORE_A_CHANGE, config: { path: './live', generateTargetBranch: true } },
    {
      uses: 'git-open-pr',
      as: 'pull-request',
      if: when(ENTERING),
      retry: BEFORE_A_CHANGE,
      config: {
        repoURL, provider: 'github', sourceBranch: '${{ outputs.propose.branch }}', targetBranch: environmentBranch(environment),
        title: `\${{ ctx.targetFreight.alias }} to ${environment}`,
        description: 'Review it to approve it. Kargo pushes it itself when enough of those who may have approved it.',
      },
    },
    ...(gates.some(({ excludeAuthor }) => excludeAuthor) ? [{
      ...once,
      as: 'author',
      config: {
        ...ask(`${repository}/commits/\${{ commitFrom('${repoURL}').ID }}`),
        // somebody whom GitHub does not know cannot be told from those who approve
        pollInterval: POLL_INTERVAL,
        successExpression: 'response.status == 200 && response.body?.author?.login != nil',
        failureExpression: 'response.status == 200 && response.body?.author?.login == nil',
        outputs: [{ name: 'login', fromExpression: 'response.body.author.login' }],
      },
    }] : []),
    ...gates.flatMap(({ id, group, quorum, excludeAuthor, timeoutMs }) => [
      {
        ...once,
        as: `${id}-team`,
        config: {
          ...ask(`${api}/orgs/${(teams[group] ?? '').replace('/', '/teams/')}/members`),
          pollInterval: POLL_INTERVAL,
          successExpression: 'response.status == 200',
          outputs: [{ name: 'members', fromExpression: 'map(response.body, {.login})' }],
        },
      },
      {
        uses: 'http',
        as: id,
        if: isOpen,
        retry: { ...WHILE_WATCHING, timeout: goDuration(timeoutMs) },
        config: {
          ...ask(`${repository}/pulls/\${{ outputs['pull-request'].pr.id }}/reviews`),
          pollInterval: POLL_INTERVAL,
          ...verdict(`outputs['${id}-team'].members`, excludeAuthor ? 'outputs.author.login' : "''", quorum),
        },
      },
    ]),
  ];
}

/**
 * The last word of each member counts, and an approval only of the very commit that is going to be applied. Somebody who has
 * left GitHub is nobody; where reviews fill the page, the last words may be on the next one.
 */
function verdict(members: string, author: string, quorum: number): Record<string, string> {
  const saying = (word: string) => `let reviews = filter(response.body, {.state in ["APPROVED", "CHANGES_REQUESTED", "DISMISSED"]}); `
    + `let people = filter(uniq(map(reviews, {.user?.login})), {# in \${{ toJSON(${members}) }} && # != "\${{ ${author} }}"}); `
    + `filter(people, {let who = #; let said = findLast(reviews, {.user?.login == who}); ${word}})`;
  const approved = 'said.state == "APPROVED" && said.commit_id == "${{ outputs.propose.commit }}"';
  return {
    successExpression: `response.status == 200 && len(response.body) < ${PER_PAGE} && len((${saying(approved)})) >= ${quorum}`,
    failureExpression: `response.status == 200 && len((${saying('said.state == "CHANGES_REQUESTED"')})) > 0`,
  };
}

/** `https://git.example.com/shop/deploy.git` is `shop/deploy`. */
function pathOf(repositoryUrl: string): string {
  return repositoryUrl.replace(/^https:\/\/[^/]+\//, '').replace(/\.git$/, '');
}

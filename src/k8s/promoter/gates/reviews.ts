import type { Construct } from 'constructs';
import type { PlannedWave } from '../../../plan/document';
import type { Delivery } from '../../delivery';
import { gateKey } from '../status-keys';
import { ANSWERED, ENVIRONMENT, ofEnvironment, webRequest } from '../web-request';

/** Counts the reviews of the pull request that Promoter opens, for each group; Promoter merges it when all statuses agree. */
export function reviewGates(scope: Construct, delivery: Delivery, wave: PlannedWave): void {
  const { reviews, repositoryUrl } = delivery;
  if (!reviews) return;
  const { api, teams, token } = reviews._options();
  const [owner, name] = repositoryUrl.replace(/^https:\/\/[^/]+\//, '').replace(/\.git$/, '').split('/');
  for (const gate of wave.gates) {
    if (gate.kind !== 'approval') continue;
    const [organization, team] = (teams[gate.group] ?? '').split('/');
    const people = `organization(login: "${organization}") { team(slug: "${team}") { members(first: 100) { nodes { login } } } }`;
    const repository = `repository(owner: "${owner}", name: "${name}") {`
      + ` pullRequest(number: ${ofEnvironment('PullRequest.ID')}) { latestOpinionatedReviews(first: 100) { nodes { state author { login } commit { oid } } } }`
      + ` object(oid: "${ofEnvironment('Proposed.Dry.Sha')}") { ... on Commit { author { user { login } } } } }`;
    webRequest(scope, delivery, {
      key: gateKey(wave, gate),
      when: `let env = ${ENVIRONMENT}; env.Proposed.Dry.Sha != env.Active.Dry.Sha && (env.PullRequest?.ID ?? "") != ""`,
      url: graphQl(api),
      method: 'POST',
      body: JSON.stringify({ query: `{ ${people} ${repository} }` }),
      secret: token.secret,
      success: verdict(gate.quorum, gate.excludeAuthor),
    });
  }
}

/** The last word of each member counts, about the very commit that would be merged. */
function verdict(quorum: number, excludeAuthor: boolean): string {
  // somebody whom GitHub does not know cannot be told from those who approve
  const author = excludeAuthor ? 'let author = data?.repository?.object?.author?.user?.login; ' : '';
  const counted = excludeAuthor ? ' && author != nil && .author.login != author' : '';
  return `let env = ${ENVIRONMENT}; let data = ${ANSWERED} ? Response.Body.data : nil; ${author}`
    + 'let members = map(data?.organization?.team?.members?.nodes ?? [], {.login}); '
    + `let reviews = filter(data?.repository?.pullRequest?.latestOpinionatedReviews?.nodes ?? [], {.author?.login in members && .commit?.oid == env.Proposed.Hydrated.Sha${counted}}); `
    + `any(reviews, {.state == "CHANGES_REQUESTED"}) ? {"phase": "failure"} : len(filter(reviews, {.state == "APPROVED"})) >= ${quorum}`;
}

/** One's own server has it beside the API of version 3. */
function graphQl(api: string): string {
  return `${api.replace(/\/v3$/, '')}/graphql`;
}

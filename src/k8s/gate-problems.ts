import type { PlannedGate } from '../plan/document';
import type { Problem } from '../plan/problem';
import type { Delivery } from './delivery';
import { SP5403, SP5407, SP5408 } from './problems-gates';

type Approval = Extract<PlannedGate, { kind: 'approval' }>;

/** A change management system that cannot be asked. */
export function changeProblem({ changeSystems }: Delivery, system: string, path: string): Problem[] {
  const known = changeSystems[system];
  return known && isUrl(known.url) ? [] : [SP5403.at(path, {
    got: known?.url ?? system,
    allowed: 'a system with an HTTPS URL in `changeSystems`',
    remedies: [`pass changeSystems: { '${system}': k8s.ChangeSystem.http({ url, token }) }`],
  })];
}

/** Approvals whose reviews cannot be counted. */
export function reviewProblems({ reviews, plan, repositoryUrl }: Delivery, gates: Approval[], path: (gate: Approval) => string): Problem[] {
  const teams = reviews?._options().teams ?? {};
  return [
    ...gates.filter(({ group }) => !/^[\w.-]+\/[\w.-]+$/.test(teams[group] ?? '')).map((gate) => SP5407.at(path(gate), {
      got: teams[gate.group] ?? 'no team', allowed: '`organization/team`', remedies: [`add the team of "${gate.group}" to \`teams\``],
    })),
    ...(gates.length === 0 || /^https:\/\/[^/]+\/[^/]+\/[^/]+$/.test(repositoryUrl) ? [] : [SP5408.at(plan.path, {
      got: repositoryUrl, allowed: '`https://host/owner/repository`', remedies: ['keep the manifests in a repository of GitHub'],
    })]),
  ];
}

/** Whether a text is a URL that nobody listens to on the way. */
export function isUrl(url: string): boolean {
  return /^https:\/\/[^\s'"]+$/.test(url);
}

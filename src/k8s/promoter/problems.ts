import type { PlannedGate, PlannedWave } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import type { Delivery } from '../delivery';
import { changeProblem, reviewProblems } from '../gate-problems';
import { SP5501, SP5502, SP5504, SP5507 } from '../problems-promoter';
import type { SecretKey } from '../secret-key';

type Approval = Extract<PlannedGate, { kind: 'approval' }>;

/** What the release does not say and Promoter needs. */
export function problems(delivery: Delivery): Problem[] {
  const { plan, images, scm, repositoryUrl } = delivery;
  return [
    ...images.map(({ repository }) => SP5501.at(plan.path, {
      got: repository,
      allowed: 'no images',
      remedies: ['pass `images: []`, and let the build commit the manifests with the new digest', 'promote with Kargo'],
    })),
    ...(scm?._repository(repositoryUrl) ? [] : [SP5502.at(plan.path, {
      got: scm ? repositoryUrl : 'no scm',
      allowed: 'a provider, and a URL `https://host/owner/repository`',
      remedies: ["pass repository: { scm: k8s.ScmProvider.gitHub({ name: 'github' }) }"],
    })]),
    ...plan.waves.flatMap((wave) => [...approvals(delivery, wave), ...changes(delivery, wave)]),
  ];
}

function changes(delivery: Delivery, wave: PlannedWave): Problem[] {
  const { plan, changeSystems } = delivery;
  return wave.gates.flatMap((gate) => {
    if (gate.kind !== 'change') return [];
    const path = `${plan.path}/${wave.name}/gates/${gate.id}`;
    const system = changeSystems[gate.system];
    return [...changeProblem(delivery, gate.system, path), ...(system ? keyed(system.token, path) : [])];
  });
}

function approvals(delivery: Delivery, wave: PlannedWave): Problem[] {
  const { plan, reviews } = delivery;
  const gates = wave.gates.filter((gate): gate is Approval => gate.kind === 'approval');
  const path = (gate: Approval) => `${plan.path}/${wave.name}/gates/${gate.id}`;
  if (reviews) {
    const { token } = reviews._options();
    return [...reviewProblems(delivery, gates, path), ...gates.slice(0, 1).flatMap((gate) => keyed(token, path(gate)))];
  }
  const uncounted: [Approval, string][] = [
    ...gates.slice(1).map((gate): [Approval, string] => [gate, `${gates.length} approvals`]),
    ...gates.filter(({ quorum }) => quorum > 1).map((gate): [Approval, string] => [gate, `a quorum of ${gate.quorum}`]),
    ...gates.filter(({ excludeAuthor }) => excludeAuthor).map((gate): [Approval, string] => [gate, 'excludeAuthor']),
  ];
  return uncounted.map(([gate, got]) => SP5507.at(path(gate), {
    got,
    allowed: 'one approval by one person, where nobody counts reviews',
    remedies: ['pass `repository.reviews`', 'ask for one approval, with `excludeAuthor: false`, and let the Git host protect the branch'],
  }));
}

function keyed({ key }: SecretKey, path: string): Problem[] {
  return key === 'token' ? [] : [SP5504.at(path, { got: key, allowed: '"token"', remedies: ['keep the token under the key `token`'] })];
}

import type { PlannedGate, PlannedWave } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import type { Delivery } from '../delivery';
import { changeProblem, isUrl, reviewProblems } from '../gate-problems';
import { SP5007 } from '../problems';
import { SP5404, SP5405, SP5406 } from '../problems-gates';

type Approval = Extract<PlannedGate, { kind: 'approval' }>;

/** What the release does not say and the gates ask for. */
export function problems(delivery: Delivery): Problem[] {
  const { plan, images, evidence, kargoApi } = delivery;
  return plan.waves.flatMap((wave) => [
    ...approvals(delivery, wave),
    ...wave.gates.flatMap((gate): Problem[] => {
      const path = `${plan.path}/${wave.name}/gates/${gate.id}`;
      switch (gate.kind) {
        case 'change': return changeProblem(delivery, gate.system, path);
        case 'evidence': return evidence && images.length > 0 ? [] : [SP5404.at(path, {
          got: evidence ? 'no images' : 'no store',
          allowed: 'a store, and images that evidence is signed for',
          remedies: ['pass `evidence`', 'list `images`'],
        })];
        case 'dependsOn': return kargoApi && isUrl(kargoApi.url) ? [] : [SP5405.at(path, {
          got: kargoApi?.url ?? 'nothing', allowed: 'the HTTPS URL of Kargo and a token', remedies: ['pass `kargoApi`'],
        })];
        default: return [];
      }
    }),
  ]);
}

function approvals(delivery: Delivery, wave: PlannedWave): Problem[] {
  const { plan, reviews } = delivery;
  const gates = wave.gates.filter((gate): gate is Approval => gate.kind === 'approval');
  const path = (gate: Approval) => `${plan.path}/${wave.name}/gates/${gate.id}`;
  if (!reviews) {
    return [
      ...(gates.length <= 1 ? [] : [SP5007.at(`${plan.path}/${wave.name}/gates`, {
        got: gates.map(({ group }) => group).join(', '),
        allowed: 'one approval',
        remedies: ['pass `repository.reviews`', 'give the second approval a wave of its own', 'make one group of them'],
      })]),
      ...gates.filter(({ quorum }) => quorum > 1).map((gate) => SP5406.at(path(gate), {
        got: String(gate.quorum), allowed: '1, where nobody counts reviews', remedies: ['pass `repository.reviews`', 'ask for a quorum of 1'],
      })),
    ];
  }
  return reviewProblems(delivery, gates, path);
}

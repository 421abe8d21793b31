import { Token } from 'aws-cdk-lib/core';
import type { PlanDocument, PlannedGate } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import type { IChangeSystem } from '../change-system';
import type { EvidenceStore } from '../evidence-store';
import { SP4301, SP4302, SP4303, SP4304, SP4308 } from '../problems-gates';

/** With the rest of the question under the 1000 characters that an action takes. */
export const TEXT_AT_MOST = 400;

/** Of a function or an API, with its Region and stage. */
const TOKEN_URL_LETTERS = 100;

/** Whom gates may ask. */
export interface Answering {
  readonly changeSystems?: Readonly<Record<string, IChangeSystem>>;
  readonly evidence?: EvidenceStore;
}

/** What is wrong with those whom gates ask; known when the release is declared, not when the plan is. */
export function gateProblems(plan: PlanDocument, { changeSystems = {}, evidence }: Answering): Problem[] {
  return plan.waves.flatMap((wave) => wave.gates.flatMap((gate) => {
    const path = `${plan.path}/${wave.name}/gates/${gate.id}`;
    if (gate.kind === 'change') return changeProblems(path, gate, changeSystems);
    return gate.kind === 'evidence' ? evidenceProblems(path, evidence) : [];
  }));
}

function changeProblems(path: string, { system, states }: Extract<PlannedGate, { kind: 'change' }>, systems: Readonly<Record<string, IChangeSystem>>): Problem[] {
  const known = systems[system];
  if (!known) {
    return [SP4301.at(path, {
      got: system, allowed: Object.keys(systems).length > 0 ? `one of ${Object.keys(systems).join(', ')}` : 'one that is given in changeSystems', remedies: ['give the release a change system of that name', 'correct the name'],
    })];
  }
  const { url } = known;
  // one that is known only when it is deployed, of a function or an API, is short and one of HTTPS
  const isKnown = !Token.isUnresolved(url);
  const letters = JSON.stringify(states).length + (isKnown ? url.length : TOKEN_URL_LETTERS);
  return [
    ...!isKnown || url.startsWith('https://') ? [] : [SP4302.at(path, { got: url, allowed: 'a URL that begins with "https://"', remedies: ['ask it over HTTPS'] })],
    ...letters <= TEXT_AT_MOST ? [] : [SP4308.at(path, {
      got: `a URL and states of ${letters} characters`, allowed: `at most ${TEXT_AT_MOST} together`, remedies: ['give it a shorter URL', 'have the system answer with fewer or shorter states'],
    })],
  ];
}

function evidenceProblems(path: string, store: EvidenceStore | undefined): Problem[] {
  if (!store) {
    return [SP4303.at(path, { got: 'no evidence store', allowed: 'an aws.EvidenceStore', remedies: ['give the release evidence: aws.EvidenceStore.cosign(…)', 'verify it in a Gate.check job'] })];
  }
  const { verifier } = store._options();
  return /@sha256:[0-9a-f]{64}$/.test(verifier) ? [] : [SP4304.at(path, {
    got: verifier, allowed: 'an image by its digest', remedies: ['write it like registry/name@sha256:…'],
  })];
}

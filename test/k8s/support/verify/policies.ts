import { changesBetween, isFrozen, isOpen } from '../../../../src/plan/calendar';
import type { PlanDocument, PlannedGate, PlannedWave } from '../../../../src/plan/document';
import type { AdmissionRequest, Policy } from '../admission';
import { admit } from '../admission';
import type { Manifest } from '../manifest-validator';
import type { Checker, Subject } from './subject';

const FROM_MS = Date.parse('2026-01-01T00:00:00Z');
const YEAR_MS = 366 * 86_400_000;
/** Changes of the calendar that are looked at, a second before and at each. */
const CHANGES_AT_MOST = 60;

type WindowGate = Extract<PlannedGate, { kind: 'window' }>;

/**
 * Admission policies, asked: each expression evaluates, the calendar holds exactly when and as often as the plan says, and an environment's
 * policies admit what its folder holds.
 */
export const policies: Checker = {
  name: 'CEL',
  missing: () => undefined,
  check: (subject) => [...calendar(subject), ...people(subject), ...ownObjects(subject)],
};

function calendar(subject: Subject): string[] {
  const policy = policyOf(subject, 'calendar');
  const plan = planOf(subject);
  if (!policy || !plan) return [];
  return plan.environments.flatMap(({ name: stage, tier }) => {
    const gates = plan.waves.filter(({ environments }) => environments.includes(stage)).flatMap(windowsOf);
    const freezes = plan.freezes.filter(({ tiers }) => tiers.includes(tier));
    const isClosed = ({ windows }: WindowGate, atMs: number) => !windows.some(({ hours }) => isOpen(hours, atMs));
    const holding = (atMs: number) => freezes.filter((freeze) => isFrozen(freeze, atMs)).length + gates.filter((gate) => isClosed(gate, atMs)).length;
    const spans = [...freezes.map(({ span }) => span), ...gates.flatMap(({ windows }) => windows.map(({ hours }) => hours))];
    const changes = spans.flatMap((span) => [...changesBetween(span, FROM_MS, FROM_MS + YEAR_MS)].slice(0, CHANGES_AT_MOST));
    const edges = changes.flatMap(({ atMs }) => [atMs - 1000, atMs]);
    return [FROM_MS, ...edges].flatMap((atMs) => {
      const denials = asked(policy, promotion(stage, atMs));
      return denials.length === holding(atMs) ? [] : [`calendar: ${stage} at ${new Date(atMs).toISOString()} is held ${holding(atMs)} times by the plan, and by "${denials.join('", "')}"`];
    });
  });
}

function windowsOf({ gates }: PlannedWave): WindowGate[] {
  return gates.filter((gate): gate is WindowGate => gate.kind === 'window');
}

/** Whoever promotes past Kargo is let in as a member of the group, where the author of a release may be one, and not otherwise. */
function people(subject: Subject): string[] {
  const policy = policyOf(subject, 'approval');
  const plan = planOf(subject);
  if (!policy || !plan) return [];
  return plan.waves.flatMap(({ gates, environments }) => gates.flatMap((gate) => (gate.kind !== 'approval' ? [] : environments.flatMap((stage) => {
    const request = (actor: string, groups: string[]) => ({ ...promotion(stage, FROM_MS, { 'kargo.akuity.io/create-actor': actor }), groups });
    const member = asked(policy, request('kubernetes:alex', [gate.group]));
    return [
      ...asked(policy, request('email:alex@example.com', [])).map((denial) => `approval: whom Kargo lets promote is denied ${stage}: ${denial}`),
      ...(gate.excludeAuthor ? [] : member.map((denial) => `approval: a member of ${gate.group} is denied ${stage}: ${denial}`)),
      ...(gate.excludeAuthor && member.length === 0 ? [`approval: a member of ${gate.group} who may be the author is let in to ${stage}`] : []),
      ...(asked(policy, request('kubernetes:alex', ['others'])).length > 0 ? [] : [`approval: anybody is let in to ${stage}`]),
    ];
  }))));
}

interface ResourceRules {
  readonly matchConstraints: { readonly resourceRules: { readonly resources: string[]; readonly operations: string[] }[] };
}

/** Rollouts and ConfigMaps that Argo CD is about to create. */
function ownObjects({ folders }: Subject): string[] {
  return folders.flatMap(({ name, manifests }) => {
    const params = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.endsWith('-digests'));
    const created = (policy: ResourceRules) => policy.matchConstraints.resourceRules.filter(({ operations }) => operations.includes('CREATE')).flatMap(({ resources }) => resources);
    return manifests.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy').flatMap(({ metadata, spec }) => manifests
      .filter(({ kind }) => created(spec as unknown as ResourceRules).includes(`${kind.toLowerCase()}s`))
      .flatMap((object) => asked(spec as unknown as Policy, { object, params }).map((denial) => `${name}/${metadata.name}: ${object.kind} ${object.metadata.name} is denied: ${denial}`)));
  });
}

function promotion(stage: string, atMs: number, annotations: Record<string, string> = {}): AdmissionRequest {
  return { object: { metadata: { creationTimestamp: new Date(atMs).toISOString().replace('.000', ''), annotations }, spec: { stage } } };
}

/** An expression that cannot be evaluated denies, and is told. */
function asked(policy: Policy, request: AdmissionRequest): string[] {
  try {
    return admit(policy, request).denials;
  } catch (failure) {
    return [`cannot be evaluated: ${(failure as Error).message}`];
  }
}

function policyOf({ folders }: Subject, suffix: string): Policy | undefined {
  return all(folders).find(({ kind, metadata }) => kind === 'ValidatingAdmissionPolicy' && metadata.name.endsWith(`-${suffix}`))?.spec as Policy | undefined;
}

/** What was declared, from the ConfigMap beside what was made of it. */
function planOf({ folders }: Subject): PlanDocument | undefined {
  const record = all(folders).find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.endsWith('-plan')) as unknown as { data: Record<string, string> } | undefined;
  return record && JSON.parse(record.data['plan.json']) as PlanDocument;
}

function all(folders: Subject['folders']): Manifest[] {
  return folders.flatMap(({ manifests }) => manifests);
}

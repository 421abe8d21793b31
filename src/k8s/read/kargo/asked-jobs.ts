import type { GateSpec } from '../../../model/spec';
import { EvidenceStore } from '../../evidence-store';
import { AnalysisReader } from '../analysis-reader';
import type { Reading } from '../reading';
import type { ReadVerification } from '../shift';
import type { ReadStage } from './stage';

type Judged = Extract<GateSpec, { kind: 'check' | 'evidence' }>;

const VERIFIES = 'cosign verify-attestation';
const KINDS = /for type in ((?:'[^']*' ?)+)/;

/** What a Stage that changes nothing judges: jobs, one of which may look for evidence. */
export function judgedBy(stage: ReadStage, reading: Reading): Judged[] {
  return verifiedBy(stage, reading).flatMap((verification): Judged[] => {
    if (verification.kind !== 'job') return [];
    const [command] = verification.job.commands;
    const [, kinds] = command.includes(VERIFIES) ? KINDS.exec(command) ?? [] : [];
    return kinds === undefined ? [{ kind: 'check', job: verification.job }] : [{ kind: 'evidence', evidence: [...kinds.matchAll(/'([^']*)'/g)].map(([, type]) => kindOf(type)) }];
  });
}

/** What Kargo verifies Freight by in a Stage. */
export function verifiedBy({ manifest }: ReadStage, reading: Reading): ReadVerification[] {
  const folder = reading.sources.all.find((one) => one.manifests.includes(manifest))!;
  return new AnalysisReader(manifest, folder, reading).read(manifest.spec.at('verification', 'analysisTemplates'), 'name').judged;
}

/** Attestations of other kinds than the usual are called by their type. */
function kindOf(type: string): string {
  const { predicateTypes } = EvidenceStore.cosign({ publicKey: '', verifier: '' })._options();
  return Object.entries(predicateTypes).find(([, known]) => known === type)?.[0] ?? type;
}

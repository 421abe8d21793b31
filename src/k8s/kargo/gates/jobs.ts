import type { PlannedWave } from '../../../plan/document';
import type { EvidenceStore } from '../../evidence-store';
import type { JudgingJob } from '../../pods/job-metric';

const EVIDENCE_TIMEOUT_MS = 15 * 60_000;

/** The jobs that judge a release before a wave: those of its checks, and one for its evidence. */
export function gateJobs(wave: PlannedWave, store: EvidenceStore | undefined): JudgingJob[] {
  const evidence = [...new Set(wave.gates.flatMap((gate) => (gate.kind === 'evidence' ? gate.evidence : [])))];
  return [
    ...wave.gates.flatMap((gate) => (gate.kind === 'check' ? [gate.job] : [])),
    ...(evidence.length > 0 && store ? [evidenceJob(evidence, store)] : []),
  ];
}

/** Whether a wave is judged by jobs. */
export function hasJobs(wave: PlannedWave): boolean {
  return wave.gates.some(({ kind }) => kind === 'check' || kind === 'evidence');
}

/** Verifies, for every image of the Freight, that each kind of evidence was signed for its very digest. */
function evidenceJob(evidence: string[], store: EvidenceStore): JudgingJob {
  const { publicKey, verifier, registrySecret, predicateTypes } = store._options();
  // nothing was sent to a public log, which would tell everybody what is released and when
  const verify = 'cosign verify-attestation --key env://COSIGN_PUBLIC_KEY --insecure-ignore-tlog=true --type "$type" "$image" > /dev/null';
  return {
    name: 'evidence',
    image: verifier,
    timeoutMs: EVIDENCE_TIMEOUT_MS,
    commands: [`for image in $RELEASE_IMAGES; do for type in ${evidence.map((kind) => `'${predicateTypes[kind]}'`).join(' ')}; do echo "$type of $image"; ${verify}; done; done`],
    env: [{ name: 'COSIGN_PUBLIC_KEY', value: publicKey }],
    registrySecret,
  };
}

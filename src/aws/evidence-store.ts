import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Evidence } from '../model/gate';

/**
 * Where signed attestations are, and who signs them.
 */
export interface CosignOptions {
  /** The release's images, and beside them their attestations. */
  readonly repository: IRepository;

  /** The asymmetric key that signs attestations. */
  readonly key: IKey;

  /**
   * Image with cosign 2, a POSIX shell and grep, by digest: `registry/name@sha256:…`. What verifies a release must itself not
   * change behind its name.
   */
  readonly verifier: string;

  /**
   * What cosign calls the attestation of each kind of evidence: one of its short names or the URI of a predicate type.
   * @default - `cyclonedx`, `slsaprovenance1`, the test results of in-toto, and `https://spillway.dev/attestation/docs/v1`
   */
  readonly predicateTypes?: Record<string, string>;
}

const PREDICATE_TYPES: Record<Evidence, string> = {
  sbom: 'cyclonedx',
  provenance: 'slsaprovenance1',
  tests: 'https://in-toto.io/attestation/test-result/v0.1',
  docs: 'https://spillway.dev/attestation/docs/v1',
};

/**
 * Where the evidence of releases is found.
 */
export class EvidenceStore {
  /**
   * Attestations of container images, signed by a key of KMS.
   */
  public static cosign(options: CosignOptions): EvidenceStore {
    return new EvidenceStore(options);
  }

  private constructor(private readonly options: CosignOptions) {}

  /** @internal */
  public _options(): Required<CosignOptions> {
    return { ...this.options, predicateTypes: { ...PREDICATE_TYPES, ...this.options.predicateTypes } };
  }
}

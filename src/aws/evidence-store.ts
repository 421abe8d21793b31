import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { PREDICATE_TYPES } from './gates/predicate-types';

/**
 * Where signed attestations are, and who signs them.
 */
export interface CosignOptions {
  /** The release's images and copies of those of others that it deploys, and beside them their attestations. */
  readonly repository: IRepository;

  /** The asymmetric key that signs attestations. */
  readonly key: IKey;

  /**
   * Image with cosign 2, Node, a POSIX shell and grep, by digest: `registry/name@sha256:…`. What verifies a release must itself
   * not change behind its name.
   */
  readonly verifier: string;

  /**
   * What cosign calls the attestation of each kind of evidence: one of its short names or the URI of a predicate type.
   * @default - `cyclonedx`, `slsaprovenance1`, the test results of in-toto, and `https://spillway.dev/attestation/docs/v1`
   */
  readonly predicateTypes?: Record<string, string>;
}

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

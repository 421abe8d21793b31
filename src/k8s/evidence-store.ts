/**
 * Where signed attestations are, and who signs them.
 */
export interface CosignOptions {
  /** The public key of whoever signs attestations, PEM. */
  readonly publicKey: string;

  /**
   * Image with cosign 2 and a POSIX shell, by digest: `registry/name@sha256:…`. What verifies a release must itself not change
   * behind its name.
   */
  readonly verifier: string;

  /**
   * Name of a Secret of type `kubernetes.io/dockerconfigjson`, in the namespace of Kargo's project, with which the registry is read.
   * @default - none: everybody may read it
   */
  readonly registrySecret?: string;

  /**
   * What cosign calls the attestation of each kind of evidence: one of its short names or the URI of a predicate type.
   * @default - `cyclonedx`, `slsaprovenance1`, the test results of in-toto, and `https://spillway.dev/attestation/docs/v1`
   */
  readonly predicateTypes?: Record<string, string>;
}

const PREDICATE_TYPES: Readonly<Record<string, string>> = {
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
   * Attestations that lie beside the images, signed by a key.
   */
  public static cosign(options: CosignOptions): EvidenceStore {
    return new EvidenceStore(options);
  }

  private constructor(private readonly options: CosignOptions) {}

  /** @internal */
  public _options(): CosignOptions & Required<Pick<CosignOptions, 'predicateTypes'>> {
    return { ...this.options, predicateTypes: { ...PREDICATE_TYPES, ...this.options.predicateTypes } };
  }
}

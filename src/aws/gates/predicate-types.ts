/** What cosign calls the attestation of each kind of evidence, unless the store says otherwise. */
export const PREDICATE_TYPES: Readonly<Record<string, string>> = {
  sbom: 'cyclonedx',
  provenance: 'slsaprovenance1',
  tests: 'https://in-toto.io/attestation/test-result/v0.1',
  docs: 'https://spillway.dev/attestation/docs/v1',
};

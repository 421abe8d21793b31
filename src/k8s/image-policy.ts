/**
 * Which images the API server of an environment admits into its namespace, whoever brings them.
 */
export enum ImagePolicy {
  /** All; the manifests that are written carry digests all the same. */
  ANY = 'any',
  /** Those that are pinned by digest. */
  PINNED = 'pinned',
  /** Those that are pinned, and in what people and Argo CD apply only the digests of the release that is promoted there. */
  APPROVED = 'approved',
}

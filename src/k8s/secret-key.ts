/**
 * A value of a Secret in the namespace of the release's project. What promotes, Kargo or GitOps Promoter, reads it when it is
 * needed; it stands in no manifest. GitOps Promoter knows the key `token` only.
 * @see https://docs.kargo.io/user-guide/security/managing-secrets
 */
export interface SecretKey {
  /** Name of the Secret. */
  readonly secret: string;

  /** Key of the value in it. */
  readonly key: string;
}

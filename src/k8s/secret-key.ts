/**
 * A value of a Secret in the namespace of Kargo's project. Kargo reads it when it is needed; it stands in no manifest.
 * @see https://docs.kargo.io/user-guide/security/managing-secrets
 */
export interface SecretKey {
  /** Name of the Secret. */
  readonly secret: string;

  /** Key of the value in it. */
  readonly key: string;
}

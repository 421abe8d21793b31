import type { SecretKey } from './secret-key';

/**
 * How Kargo's API is reached by a promotion that asks about the release of another service.
 * @see https://docs.kargo.io/operator-guide/security/api-tokens
 */
export interface KargoApi {
  /** HTTPS URL, as the promotions of Kargo's controller reach it. */
  readonly url: string;

  /** An API token of Kargo that may read Stages of the other projects. */
  readonly token: SecretKey;

  /**
   * Names of Kargo's projects by service.
   * @default - the service and `-release`
   */
  readonly projects?: Record<string, string>;
}

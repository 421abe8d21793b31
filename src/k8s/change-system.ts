import type { SecretKey } from './secret-key';

/**
 * A change management system, as a release sees it. One that speaks another protocol is put behind an endpoint that speaks this one.
 */
export interface IChangeSystem {
  /**
   * HTTPS URL. It is asked with GET and the parameters `service`, `wave`, `commit` and `execution`, and answers
   * `{ "id": "CHG0031", "state": "approved" }`, with `"final": true` when the state can no longer change, or 404 while there is
   * no ticket.
   */
  readonly url: string;

  /** What is sent as bearer token. */
  readonly token: SecretKey;
}

/**
 * A change management system that answers over HTTPS.
 */
export interface HttpChangeSystemOptions {
  /** HTTPS URL that answers as `IChangeSystem.url` says. */
  readonly url: string;

  /** What is sent as bearer token. */
  readonly token: SecretKey;
}

/**
 * Where the tickets of releases are.
 */
export class ChangeSystem {
  /**
   * Asked over HTTPS, by what promotes: Kargo or GitOps Promoter. It has ten seconds to answer.
   */
  public static http(options: HttpChangeSystemOptions): IChangeSystem {
    return new ChangeSystem(options.url, options.token);
  }

  private constructor(
    /** Where it is asked. */
    public readonly url: string,
    /** What is sent as bearer token. */
    public readonly token: SecretKey,
  ) {}
}

import type { SecretKey } from './secret-key';

/**
 * How approvals are given on GitHub.
 */
export interface GitHubReviewsOptions {
  /** The team of each group that approves, `organization/team`. A team has at most 100 members. */
  readonly teams: Record<string, string>;

  /** A token that may read pull requests of the repository and members of the teams. */
  readonly token: SecretKey;

  /**
   * URL of the API.
   * @default 'https://api.github.com'
   */
  readonly api?: string;
}

/**
 * Approvals by reviewing a pull request to the branch of the environment, which Kargo opens. Its reviews are counted by the
 * promotion; nobody merges it.
 */
export class Reviews {
  /**
   * Reviews on GitHub, of its cloud or of one's own server.
   * @see https://docs.github.com/en/rest/pulls/reviews
   */
  public static gitHub(options: GitHubReviewsOptions): Reviews {
    return new Reviews(options);
  }

  private constructor(private readonly options: GitHubReviewsOptions) {}

  /** @internal */
  public _options(): Required<GitHubReviewsOptions> {
    return { api: 'https://api.github.com', ...this.options };
  }
}

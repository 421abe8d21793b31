/**
 * Which provider of GitOps Promoter speaks with the Git host. It is not made here, since its Secret is nobody's to commit.
 */
export interface ScmProviderOptions {
  /** Name of the `ScmProvider` in the namespace of the project, or of the `ClusterScmProvider`. */
  readonly name: string;

  /**
   * Whether it is a `ClusterScmProvider`, which all namespaces share.
   * @default false
   */
  readonly clusterWide?: boolean;
}

/**
 * The same for GitLab.
 */
export interface GitLabProviderOptions extends ScmProviderOptions {
  /** The number that GitLab gave the repository. */
  readonly projectId: number;
}

/** What Promoter is told of a repository besides its provider, from its path at the host. */
type RepositoryOf = (owner: string, name: string) => Record<string, object>;

/**
 * The Git host of a repository, as GitOps Promoter sees it.
 * @see https://gitops-promoter.readthedocs.io/en/stable/crd-specs/#scmprovider
 */
export class ScmProvider {
  /**
   * GitHub, its cloud or one's own server, through a GitHub App.
   */
  public static gitHub(options: ScmProviderOptions): ScmProvider {
    return new ScmProvider(options, (owner, name) => ({ github: { owner, name } }));
  }

  /**
   * GitLab, its cloud or one's own server.
   */
  public static gitLab(options: GitLabProviderOptions): ScmProvider {
    return new ScmProvider(options, (namespace, name) => ({ gitlab: { namespace, name, projectId: options.projectId } }));
  }

  /**
   * Forgejo.
   */
  public static forgejo(options: ScmProviderOptions): ScmProvider {
    return new ScmProvider(options, (owner, name) => ({ forgejo: { owner, name } }));
  }

  /**
   * Gitea.
   */
  public static gitea(options: ScmProviderOptions): ScmProvider {
    return new ScmProvider(options, (owner, name) => ({ gitea: { owner, name } }));
  }

  private constructor(private readonly options: ScmProviderOptions, private readonly repositoryOf: RepositoryOf) {}

  /**
   * The specification of a GitRepository; undefined when the URL has no owner and name.
   * @internal
   */
  public _repository(url: string): object | undefined {
    const [, owner, name] = /^https:\/\/[^/\s]+\/(.+)\/([^/]+?)(?:\.git)?\/?$/.exec(url) ?? [];
    if (owner === undefined) return undefined;
    const { name: provider, clusterWide = false } = this.options;
    return { ...this.repositoryOf(owner, name), scmProviderRef: { kind: clusterWide ? 'ClusterScmProvider' : 'ScmProvider', name: provider } };
  }
}

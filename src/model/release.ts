import type { ArtifactSpec, ReleaseSpec } from './spec';
import { listOf } from './untyped';

/**
 * Why there is a release. The type may choose a shorter path (see `ExpeditedPath`); no type skips evidence, approval,
 * canary, rollback or the record.
 */
export enum ReleaseType {
  /** New behaviour. */
  FEATURE = 'feature',
  /** Mended behaviour. */
  BUGFIX = 'bugfix',
  /** A closed hole. May take an expedited path. */
  SECURITY = 'security',
  /** The same behaviour, faster or cheaper. */
  PERFORMANCE = 'performance',
  /** A trial. */
  EXPERIMENTAL = 'experimental',
  /** Ends an incident. May take an expedited path. */
  HOTFIX = 'hotfix',
}

/**
 * One thing that is deployed, named by its content.
 */
export class Artifact {
  /**
   * A container image.
   * @param repository where it lies, without tag or digest, for example `registry.example.com/shop/api`
   * @param digest `sha256:` and 64 hexadecimal digits; a tag is refused, since it can be moved
   */
  public static image(repository: string, digest: string): Artifact {
    return new Artifact({ name: repository, digest });
  }

  /**
   * Anything else that has a digest: a bundle, a chart, a cloud assembly.
   * @param name unique within a release
   * @param digest `sha256:` and 64 hexadecimal digits
   */
  public static bundle(name: string, digest: string): Artifact {
    return new Artifact({ name, digest });
  }

  private constructor(private readonly spec: ArtifactSpec) {}

  /** @internal */
  public _spec(): ArtifactSpec {
    return this.spec;
  }
}

/**
 * What a release is made of.
 */
export interface ReleaseOptions {
  /** Semantic version. */
  readonly version: string;

  /** Commit it was built from. */
  readonly commit: string;

  /** Who wrote the change; never counted as an approver where the gate says so. */
  readonly author: string;

  /** Why there is a release. */
  readonly type: ReleaseType;

  /** What is deployed. */
  readonly artifacts: Artifact[];
}

/**
 * The thing that is moved through a pipeline. A candidate until its last wave is done.
 */
export class Release {
  /**
   * A release as the build made it.
   */
  public static of(options: ReleaseOptions): Release {
    const { version, commit, author, type, artifacts } = options;
    return new Release({ version, commit, author, type, artifacts: listOf(artifacts).map((artifact) => artifact._spec()) });
  }

  private constructor(private readonly spec: ReleaseSpec) {}

  /** @internal */
  public _spec(): ReleaseSpec {
    return this.spec;
  }
}

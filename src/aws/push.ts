import type { GitPushFilter } from 'aws-cdk-lib/aws-codepipeline';

/**
 * Which names count. A name that is both included and excluded does not.
 */
export interface PatternOptions {
  /**
   * Glob patterns, one to eight.
   * @default - everything that is not excluded
   */
  readonly include?: string[];

  /**
   * Glob patterns, one to eight.
   * @default - nothing
   */
  readonly exclude?: string[];
}

/**
 * Which pushes to branches count.
 */
export interface BranchPushOptions extends PatternOptions {
  /**
   * Files of which at least one must have changed.
   * @default - any file
   */
  readonly paths?: PatternOptions;
}

/**
 * A push that makes a candidate. These are the combinations that CodePipeline has: branches, branches with paths, or tags.
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html
 */
export class Push {
  /**
   * A push to a branch. The candidate is the commit that was pushed.
   */
  public static toBranches(options: BranchPushOptions): Push {
    const { include, exclude, paths } = options;
    return new Push({ branchesIncludes: include, branchesExcludes: exclude, filePathsIncludes: paths?.include, filePathsExcludes: paths?.exclude });
  }

  /**
   * A new tag. It tells which commit is meant; what is released is that commit.
   */
  public static ofTags(options: PatternOptions): Push {
    return new Push({ tagsIncludes: options.include, tagsExcludes: options.exclude });
  }

  private constructor(private readonly filter: GitPushFilter) {}

  /** @internal */
  public _filter(): GitPushFilter {
    return this.filter;
  }
}

import type { GitPushFilter } from 'aws-cdk-lib/aws-codepipeline';
import { ProviderType } from 'aws-cdk-lib/aws-codepipeline';
import { CodeStarConnectionsSourceAction, RevisionType, S3SourceAction, S3Trigger } from 'aws-cdk-lib/aws-codepipeline-actions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Problem } from '../plan/problem';
import { pushLimits } from './limits/pushes';
import { HandedOverStep } from './links/handed-over-step';
import { SOURCE_ACTION, SOURCE_NAMESPACE } from './names';
import { SP4010, SP4011 } from './problems';
import type { Push } from './push';
import { revisionEvent } from './sources/revision-event';
import type { AddSource, SourceRevision } from './sources/source-step';
import { SourceStep } from './sources/source-step';

/**
 * A repository that CodePipeline reaches through a connection.
 */
export interface ConnectionSourceOptions {
  /**
   * ARN of a CodeConnections connection.
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/connections.html
   */
  readonly connectionArn: string;

  /** Owner and name, for example `'shop/api'`. */
  readonly repository: string;

  /** What a release that is started by hand takes, and a push to it makes a candidate unless `pushes` says otherwise. */
  readonly branch: string;

  /**
   * The pushes that make a candidate, at most three kinds; no other push does then.
   * @default - any push to the branch
   */
  readonly pushes?: Push[];
}

/**
 * An archive that somebody puts into a bucket.
 */
export interface S3SourceOptions {
  /** Keeps versions of its objects and sends its events to EventBridge. */
  readonly bucket: IBucket;

  /** Key of the archive, a zip file with the application and its infrastructure code. */
  readonly key: string;
}

interface SourceParts {
  readonly id: string;
  readonly add: AddSource;
  readonly revision: SourceRevision;
  /** What the pipeline's role needs besides what the CDK grants. */
  readonly statements: PolicyStatement[];
  readonly problems: (path: string) => Problem[];
}

/**
 * Where candidates come from.
 */
export class Source {
  /**
   * A repository at GitHub, GitLab or Bitbucket.
   */
  public static connection(options: ConnectionSourceOptions): Source {
    const { repository, branch, connectionArn } = options;
    const filters = options.pushes?.map((push) => push._filter());
    const [owner, ...repo] = repository.split('/');
    const problems = (path: string) => [...unnamed(path, repository), ...(filters ? pushLimits(path, filters) : [])];
    const add: AddSource = (stage, output, { runOrder, variablesNamespace, pipeline, starts }) => {
      const action = new CodeStarConnectionsSourceAction({
        actionName: SOURCE_ACTION, runOrder, output, variablesNamespace, connectionArn, owner, repo: repo.join('/'), branch, ...(filters || !starts ? { triggerOnPush: false } : {}),
      });
      stage.addAction(action);
      // the CDK throws on the first filter that does not fit, and would tell that instead of all that is wrong
      if (starts && filters && problems('').length === 0) pipeline.pipeline.addTrigger(pushTrigger(action, filters));
    };
    // the CDK grants the service's former name only, and IAM wants the name that stands in the ARN
    const use = new PolicyStatement({ actions: ['codeconnections:UseConnection'], resources: [connectionArn] });
    const revision = { type: RevisionType.COMMIT_ID, variable: 'CommitId' };
    return new Source({ id: repository, add, revision, problems, statements: connectionArn.includes(':codestar-connections:') ? [] : [use] });
  }

  /**
   * A candidate that was built elsewhere and uploaded. Each upload makes one, and is released as it was uploaded: the
   * pipeline is started with the version of the object.
   */
  public static s3(options: S3SourceOptions): Source {
    const { bucket, key } = options;
    const add: AddSource = (stage, output, { runOrder, variablesNamespace, scope, starts }) => {
      // the CDK's own event comes from a trail that records every object of the bucket
      stage.addAction(new S3SourceAction({ actionName: SOURCE_ACTION, runOrder, output, variablesNamespace, bucket, bucketKey: key, trigger: S3Trigger.NONE }));
      if (!starts) return;
      revisionEvent(scope, 'Uploaded', {
        pipeline: stage.pipeline,
        actionName: SOURCE_ACTION,
        eventPattern: { source: ['aws.s3'], detailType: ['Object Created'], detail: { bucket: { name: [bucket.bucketName] }, object: { key: [key] } } },
        revisionType: 'S3_OBJECT_VERSION_ID',
        revisionPath: '$.detail.object.version-id',
      });
    };
    return new Source({ id: key, add, revision: { type: RevisionType.S3_OBJECT_VERSION_ID, variable: 'VersionId' }, statements: [], problems: () => unversioned(bucket) });
  }

  private constructor(private readonly parts: SourceParts) {}

  /** @internal */
  public _producer(isHandedOver: boolean): SourceStep {
    return new SourceStep(this.parts.id, this.parts.add, isHandedOver ? SOURCE_NAMESPACE : undefined);
  }

  /** @internal */
  public _handedOver(bucket: IBucket): HandedOverStep {
    return new HandedOverStep(this.parts.id, { bucket, addSource: this.parts.add });
  }

  /** @internal */
  public get _revision(): SourceRevision {
    return this.parts.revision;
  }

  /** @internal */
  public _statements(): PolicyStatement[] {
    return this.parts.statements;
  }

  /** @internal */
  public _problems(path: string): Problem[] {
    return this.parts.problems(path);
  }
}

function pushTrigger(sourceAction: CodeStarConnectionsSourceAction, pushFilter: GitPushFilter[]) {
  return { providerType: ProviderType.CODE_STAR_SOURCE_CONNECTION, gitConfiguration: { sourceAction, pushFilter } };
}

function unnamed(path: string, repository: string): Problem[] {
  const parts = repository.split('/');
  return parts.length > 1 && parts.every((part) => part !== '') ? [] : [SP4010.at(path, {
    got: repository, allowed: 'an owner and a name with "/" between them', remedies: ["write it like 'shop/api'"],
  })];
}

/** Of a bucket that another stack or person made, nothing is known here. */
function unversioned({ node }: IBucket): Problem[] {
  const resource = node.defaultChild;
  if (!(resource instanceof CfnBucket) || resource.versioningConfiguration) return [];
  return [SP4011.at(node.path, { got: 'no versions', allowed: 'a bucket with versions', remedies: ['give the bucket versioned: true'] })];
}

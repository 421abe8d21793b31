import type { ActionBindOptions, ActionConfig, ActionProperties, IStage } from 'aws-cdk-lib/aws-codepipeline';
import { Action, ActionCategory } from 'aws-cdk-lib/aws-codepipeline';
import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Problem } from '../../plan/problem';
import type { ImageOptions } from '../image';
import { SP4012 } from '../problems';
import { revisionEvent } from './revision-event';
import { SourceStep } from './source-step';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** An image as a source: its digest is handed to the synthesis, and from there into the templates. */
export function imageStep(name: string, { repository, tag = 'latest' }: ImageOptions): SourceStep {
  return new SourceStep(`image-${name}`, (stage, output, { runOrder, actionName }) => {
    stage.addAction(new ImageAction({
      actionName,
      runOrder,
      category: ActionCategory.SOURCE,
      provider: 'ECR',
      outputs: [output],
      artifactBounds: { minInputs: 0, maxInputs: 0, minOutputs: 1, maxOutputs: 1 },
      variablesNamespace: namespace(name),
    }, repository, tag));
  });
}

/** What the synthesis finds the digest under, and where CodePipeline takes it from. */
export function imageVariable(name: string): Record<string, string> {
  return { [`IMAGE_DIGEST_${name.toUpperCase().replace(/-/g, '_')}`]: `#{${namespace(name)}.ImageDigest}` };
}

export function misnamedImages(path: string, names: string[]): Problem[] {
  return names.filter((name) => !NAME.test(name)).map((name) => SP4012.at(path, {
    got: name, allowed: 'lower case letters, digits and single "-", beginning with a letter', remedies: ['rename the image'],
  }));
}

function namespace(name: string): string {
  return `image-${name}`;
}

/** The CDK's own starts a release with whatever the tag means when the source is read. */
class ImageAction extends Action {
  constructor(
    protected readonly providedActionProperties: ActionProperties,
    private readonly repository: IRepository,
    private readonly tag: string,
  ) {
    super();
  }

  protected bound(scope: Construct, stage: IStage, { role, bucket }: ActionBindOptions): ActionConfig {
    const { repositoryName, repositoryArn } = this.repository;
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['ecr:DescribeImages'], resources: [repositoryArn] }));
    bucket.grantWrite(role);
    revisionEvent(scope, 'Pushed', {
      pipeline: stage.pipeline,
      actionName: this.actionProperties.actionName,
      eventPattern: {
        source: ['aws.ecr'],
        detailType: ['ECR Image Action'],
        detail: { 'action-type': ['PUSH'], 'result': ['SUCCESS'], 'repository-name': [repositoryName], 'image-tag': [this.tag] },
      },
      revisionType: 'IMAGE_DIGEST',
      revisionPath: '$.detail.image-digest',
    });
    return { configuration: { RepositoryName: repositoryName, ImageTag: this.tag } };
  }
}

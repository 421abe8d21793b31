import { Match } from 'aws-cdk-lib/assertions';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Stack } from 'aws-cdk-lib/core';
import { aws, Day, DeploymentWindow, Gate } from 'spillway';
import { Fixture } from './fixture';

const connectionArn = 'arn:aws:codeconnections:eu-central-1:111111111111:connection/1';
const pushes = (...declared: aws.Push[]) => aws.Source.connection({ connectionArn, repository: 'shop/api', branch: 'main', pushes: declared });
const many = (count: number) => Array.from({ length: count }, (_, i) => `release-${i}`);

function from(candidate: (stack: Stack) => Partial<aws.CodePipelineReleaseProps>): Fixture {
  return new Fixture({ waves: { prod: {} }, candidate }).deployAll();
}

const trigger = (fixture: Fixture) => Object.values(fixture.template.findResources('AWS::CodePipeline::Pipeline'))[0].Properties.Triggers;
const sourceActions = (fixture: Fixture) => fixture.stage('Source').Actions as unknown as { Name: string; Namespace?: string; Configuration: Record<string, unknown> }[];

describe('a connection', () => {
  test('without filters is started by any push to its branch, as CodePipeline does it', () => {
    const fixture = from(() => ({}));
    expect(trigger(fixture)).toBeUndefined();
    expect(sourceActions(fixture)).toEqual([expect.objectContaining({ Name: 'Source', Configuration: { ConnectionArn: connectionArn, FullRepositoryId: 'shop/api', BranchName: 'main' } })]);
  });

  test('with filters is started by them alone', () => {
    const fixture = from(() => ({
      source: pushes(
        aws.Push.toBranches({ include: ['main', 'release/*'], exclude: ['release/old'], paths: { include: ['api/**'], exclude: ['**/*.md'] } }),
        aws.Push.ofTags({ include: ['v*'], exclude: ['v*-rc*'] }),
      ),
    }));
    expect(trigger(fixture)).toEqual([{
      ProviderType: 'CodeStarSourceConnection',
      GitConfiguration: {
        SourceActionName: 'Source',
        Push: [
          { Branches: { Includes: ['main', 'release/*'], Excludes: ['release/old'] }, FilePaths: { Includes: ['api/**'], Excludes: ['**/*.md'] } },
          { Tags: { Includes: ['v*'], Excludes: ['v*-rc*'] } },
        ],
      },
    }]);
    expect(sourceActions(fixture)[0].Configuration).toMatchObject({ DetectChanges: false });
  });

  test('a repository in a group keeps its whole name', () => {
    const fixture = from(() => ({ source: aws.Source.connection({ connectionArn, repository: 'shop/team/api', branch: 'main' }) }));
    expect(sourceActions(fixture)[0].Configuration).toMatchObject({ FullRepositoryId: 'shop/team/api' });
  });

  test.each([['api'], ['/api'], ['shop/']])('fails when the repository is %s', (repository) => {
    expect(from(() => ({ source: aws.Source.connection({ connectionArn, repository, branch: 'main' }) })).failure).toMatch(/SP4010 Pipeline\/Release: /);
  });

  test.each<[string, aws.Push[], aws.Push[]]>([
    ['more than three filters', many(3).map((tag) => aws.Push.ofTags({ include: [tag] })), many(4).map((tag) => aws.Push.ofTags({ include: [tag] }))],
    ['a list of filters without one', [aws.Push.ofTags({ include: ['v*'] })], []],
    ['more than eight patterns in a list', [aws.Push.toBranches({ include: many(8) })], [aws.Push.toBranches({ include: many(9) })]],
    ['an empty list of patterns', [aws.Push.toBranches({ exclude: ['old'] })], [aws.Push.toBranches({ include: [], exclude: ['old'] })]],
    ['a pattern of over 255 letters', [aws.Push.ofTags({ include: ['v'.repeat(255)] })], [aws.Push.ofTags({ include: ['v'.repeat(256)] })]],
    ['paths without branches', [aws.Push.toBranches({ include: ['**'], paths: { include: ['api/**'] } })], [aws.Push.toBranches({ paths: { include: ['api/**'] } })]],
  ])('fails when there is %s, and not before', (_, passes, fails) => {
    expect(from(() => ({ source: pushes(...passes) })).failure).toBe('');
    expect(from(() => ({ source: pushes(...fails) })).failure).toMatch(/SP4113 Pipeline\/Release: /);
  });
});

describe('an archive in a bucket', () => {
  const archive = (versioned: boolean) => from((stack) => ({ source: aws.Source.s3({ bucket: new Bucket(stack, 'Candidates', { versioned }), key: 'shop.zip' }) }));

  test('is neither polled for nor watched by a trail', () => {
    const fixture = archive(true);
    expect(sourceActions(fixture)).toEqual([expect.objectContaining({ Name: 'Source', Configuration: expect.objectContaining({ S3ObjectKey: 'shop.zip', PollForSourceChanges: false }) })]);
    fixture.template.resourceCountIs('AWS::CloudTrail::Trail', 0);
  });

  test('each upload starts a release of exactly the version that was uploaded', () => {
    archive(true).template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { 'source': ['aws.s3'], 'detail-type': ['Object Created'], 'detail': { bucket: { name: [{ Ref: Match.anyValue() }] }, object: { key: ['shop.zip'] } } },
      Targets: [Match.objectLike({
        InputTransformer: {
          InputPathsMap: { 'detail-object-version-id': '$.detail.object.version-id' },
          InputTemplate: '{"sourceRevisions":[{"actionName":"Source","revisionType":"S3_OBJECT_VERSION_ID","revisionValue":<detail-object-version-id>}]}',
        },
      })],
    });
  });

  test('fails when the bucket keeps no versions', () => {
    expect(archive(true).failure).toBe('');
    expect(archive(false).failure).toMatch(/SP4011 Pipeline\/Candidates: /);
  });

  test('a bucket that is made elsewhere is taken as it is', () => {
    expect(from((stack) => ({ source: aws.Source.s3({ bucket: Bucket.fromBucketName(stack, 'Candidates', 'candidates'), key: 'shop.zip' }) })).failure).toBe('');
  });
});

describe('an image', () => {
  const image = (name: string, tag?: string) => from((stack) => ({ images: { [name]: { repository: new Repository(stack, 'Repository'), tag } } }));

  test('is a source beside the repository with the infrastructure', () => {
    expect(sourceActions(image('api', 'main')).map(({ Name, Namespace, Configuration }) => [Name, Namespace, Configuration.ImageTag])).toEqual([
      ['image-api', 'image-api', 'main'], ['Source', undefined, undefined],
    ]);
  });

  test('each push of the tag starts a release of the digest that was pushed, not of what the tag means later', () => {
    image('api', 'main').template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { 'source': ['aws.ecr'], 'detail-type': ['ECR Image Action'], 'detail': { 'action-type': ['PUSH'], 'result': ['SUCCESS'], 'image-tag': ['main'] } },
      Targets: [Match.objectLike({
        InputTransformer: Match.objectLike({ InputTemplate: '{"sourceRevisions":[{"actionName":"image-api","revisionType":"IMAGE_DIGEST","revisionValue":<detail-image-digest>}]}' }),
      })],
    });
  });

  test('its digest is what the synthesis gets, in the action and not in the project, so that the pipeline does not change with it', () => {
    const fixture = image('order-api');
    const [synth] = fixture.stage('Build').Actions as unknown as { Configuration: { EnvironmentVariables: string } }[];
    expect(JSON.parse(synth.Configuration.EnvironmentVariables)).toEqual(expect.arrayContaining([
      { name: 'IMAGE_DIGEST_ORDER_API', type: 'PLAINTEXT', value: '#{image-order-api.ImageDigest}' },
    ]));
    expect(JSON.stringify(fixture.template.findResources('AWS::CodeBuild::Project'))).not.toContain('ImageDigest');
  });

  test('the pipeline may look at its repository and no other', () => {
    const fixture = image('api');
    const statements = Object.values(fixture.template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    expect(statements.filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('ecr:')))).toEqual([
      { Effect: 'Allow', Action: 'ecr:DescribeImages', Resource: { 'Fn::GetAtt': [expect.stringContaining('Repository'), 'Arn'] } },
    ]);
  });

  test('is not what a stage without work of its own takes along', () => {
    const candidate = (stack: Stack) => ({ images: { api: { repository: new Repository(stack, 'Repository') } } });
    const office = DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' });
    const fixture = new Fixture({ waves: { prod: { gates: [Gate.window(office)] } }, candidate }).deployAll();
    const source = fixture.stage('Source').Actions.find(({ Name }) => Name === 'Source') as unknown as { OutputArtifacts: unknown };
    expect(fixture.stage('enter-prod').Actions[0]).toMatchObject({ InputArtifacts: source.OutputArtifacts });
  });

  test.each([['API'], ['order_api'], ['1api'], ['order--api']])('fails when it is called %s', (name) => {
    expect(image('api').failure).toBe('');
    expect(image(name).failure).toMatch(/SP4012 Pipeline\/Release: /);
  });
});

import * as path from 'path';
import * as pulumi from '@pulumi/pulumi';
import type { ProblemError } from 'spillway/pulumi';
import { CloudAssemblyRelease } from 'spillway/pulumi';
import { assemblyOf, BUCKET, directoryOf, stackArtifact } from './assembly';
import { brokenPlan, soundPlan } from './plans';
import { Recorder, valueOf } from './recorder';

const PLACE = 'aws://111111111111/eu-west-1';
const ROLE = 'arn:${AWS::Partition}:iam::111111111111:role/exec';
const BUCKET_NAME = 'assets-${AWS::AccountId}-${AWS::Region}';

const manifestOf = (files: object, dockerImages: object = {}) => ({ version: '54.0.0', files, dockerImages });
const fileOf = (source: object, name: string, region?: string) => ({
  displayName: name, source, destinations: { here: { bucketName: BUCKET_NAME, objectKey: name, region } },
});
const withAssets = (manifest: object, files: Record<string, unknown> = {}, environment = PLACE) => assemblyOf({
  ...stackArtifact('Release', { environment, after: ['Release.assets'] }),
  'Release.assets': { type: 'cdk:asset-manifest', properties: { file: 'Release.assets.json' } },
}, { 'Release.assets.json': manifest, ...files });

async function registered(directory: string, more: object = {}) {
  const recorder = new Recorder();
  const release = await recorder.run(() => new CloudAssemblyRelease('shop', { plan: soundPlan(), directory, ...more }));
  return { recorder, release };
}

function codesOf(directory: string, more: object = {}): string[] {
  try {
    new CloudAssemblyRelease('shop', { plan: soundPlan(), directory, ...more });
    return [];
  } catch (thrown) {
    return (thrown as ProblemError).problems.map(({ code }) => code);
  }
}

describe('stacks', () => {
  test('are registered under the token of the AWS provider, below the release', async () => {
    const { recorder } = await registered(assemblyOf(stackArtifact('Release')));
    expect(recorder.of('shop/Release').urn)
      .toBe('urn:pulumi:stack::project::spillway:pulumi:CloudAssemblyRelease$aws:cloudformation/stack:Stack::shop/Release');
  });

  test('carry what the assembly says of them', async () => {
    const { recorder } = await registered(assemblyOf(stackArtifact('Release', {
      properties: { stackName: 'shop-release', tags: { team: 'shop' }, terminationProtection: true, cloudFormationExecutionRoleArn: ROLE },
    })));
    const { inputs, protect } = recorder.of('shop/Release');
    expect(inputs).toEqual({
      name: 'shop-release',
      templateBody: JSON.stringify(BUCKET),
      capabilities: ['CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
      iamRoleArn: 'arn:aws:iam::111111111111:role/exec',
      tags: { team: 'shop' },
    });
    expect(protect).toBe(true);
  });

  test('wait for the stacks they depend on, wherever the assembly lists them', async () => {
    const { recorder } = await registered(assemblyOf({ ...stackArtifact('Release', { after: ['Base'] }), ...stackArtifact('Base') }));
    expect(recorder.of('shop/Release').dependencies).toEqual(['shop/Base']);
    expect(recorder.of('shop/Base').dependencies).toEqual([]);
  });

  test('of nested assemblies are left to the pipeline', async () => {
    const { recorder } = await registered(assemblyOf({
      ...stackArtifact('Release'), 'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
    }));
    expect(recorder.registrations.filter(({ type }) => type === 'aws:cloudformation/stack:Stack')).toHaveLength(1);
  });

  test('give their outputs by name, and the plan is one', async () => {
    const { release } = await registered(assemblyOf(stackArtifact('Release', { properties: { stackName: 'shop-release' } })));
    expect(await valueOf(release.stackOutputs)).toEqual({ 'shop-release': { Arn: 'arn-of-shop-release' } });
    expect(await valueOf(release.plan)).toBe(soundPlan().toJson());
  });
});

describe('providers', () => {
  test('are made one per place, for its Region and only its account', async () => {
    const { recorder } = await registered(assemblyOf({
      ...stackArtifact('A'), ...stackArtifact('B'), ...stackArtifact('C', { environment: 'aws://111111111111/us-east-1' }),
    }), { providerVersion: '7.16.0' });
    const made = recorder.registrations.filter(({ type }) => type === 'pulumi:providers:aws');
    expect(made.map(({ name, inputs, version }) => [name, inputs.region, inputs.allowedAccountIds, version])).toEqual([
      ['shop/111111111111/eu-west-1', 'eu-west-1', '["111111111111"]', '7.16.0'],
      ['shop/111111111111/us-east-1', 'us-east-1', '["111111111111"]', '7.16.0'],
    ]);
    expect(recorder.of('shop/A').provider).toBe('shop/111111111111/eu-west-1');
    expect(recorder.of('shop/C').provider).toBe('shop/111111111111/us-east-1');
    expect(recorder.of('shop/A').version).toBe('7.16.0');
  });

  test('given by the program take their place', async () => {
    class Own extends pulumi.ProviderResource {}
    const recorder = new Recorder();
    await recorder.run(() => new CloudAssemblyRelease('shop', {
      plan: soundPlan(), directory: assemblyOf(stackArtifact('A')), providers: { [PLACE]: new Own('aws', 'own') },
    }));
    expect(recorder.of('shop/A').provider).toBe('own');
    expect(recorder.registrations.filter(({ type }) => type === 'pulumi:providers:aws')).toHaveLength(1);
  });

  test('are the ambient ones where the assembly leaves the place open', async () => {
    const { recorder } = await registered(assemblyOf(stackArtifact('A', { environment: 'aws://unknown-account/unknown-region' })));
    expect(recorder.of('shop/A').provider).toBe('');
    expect(recorder.of('shop/A').inputs.iamRoleArn).toBeUndefined();
  });

  test('fails when one is for a place that nothing goes to', () => {
    expect(codesOf(assemblyOf(stackArtifact('A')), { providers: { 'aws://111111111111/eu-wst-1': undefined } })).toEqual(['SP6006']);
  });
});

describe('assets', () => {
  const code = { hash: fileOf({ path: 'asset.1', packaging: 'zip' }, 'code.zip') };

  test('are put into the bootstrap bucket before the stack, and stay there', async () => {
    const directory = withAssets(manifestOf(code), { 'asset.1/index.js': '' });
    const { recorder } = await registered(directory);
    const object = recorder.of('shop/assets-111111111111-eu-west-1/code.zip');
    expect(object.type).toBe('aws:s3/bucketObjectv2:BucketObjectv2');
    expect(object.inputs).toMatchObject({ bucket: 'assets-111111111111-eu-west-1', key: 'code.zip' });
    expect(JSON.stringify(object.inputs.source)).toContain(JSON.stringify(path.join(directory, 'asset.1')));
    expect(object.retainOnDelete).toBe(true);
    expect(recorder.of('shop/Release').dependencies).toEqual([object.name]);
  });

  test('go to the Region their destination names', async () => {
    const { recorder } = await registered(withAssets(manifestOf({ hash: fileOf({ path: 'asset.1' }, 'a.txt', 'us-east-1') }), { 'asset.1': '' }));
    expect(recorder.of('shop/assets-111111111111-us-east-1/a.txt').provider).toBe('shop/111111111111/us-east-1');
  });

  test('shared by two stacks are published once', async () => {
    const { recorder } = await registered(assemblyOf({
      ...stackArtifact('A', { after: ['M'] }), ...stackArtifact('B', { after: ['M'] }), M: { type: 'cdk:asset-manifest', properties: { file: 'm.json' } },
    }, { 'm.json': manifestOf(code), 'asset.1/index.js': '' }));
    expect(recorder.registrations.filter(({ type }) => type.startsWith('aws:s3'))).toHaveLength(1);
    expect(recorder.of('shop/B').dependencies).toEqual(recorder.of('shop/A').dependencies);
  });

  test('are left alone when something else has published them', async () => {
    const { recorder } = await registered(withAssets(manifestOf(code, { image: {} })), { publishAssets: false });
    expect(recorder.registrations.filter(({ type }) => type.startsWith('aws:s3'))).toEqual([]);
  });

  test('a template is one only when it is too large for a request', async () => {
    const large = { Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'x'.repeat(51_200) } } } };
    const manifest = manifestOf({ t: fileOf({ path: 'Release.template.json', packaging: 'file' }, 't.json') });
    const big = await registered(withAssets(manifest, { 'Release.template.json': large }));
    expect(big.recorder.of('shop/Release').inputs).toMatchObject({ templateUrl: 'https://assets-111111111111-eu-west-1.s3.eu-west-1.amazonaws.com/t.json' });
    expect(big.recorder.of('shop/Release').inputs.templateBody).toBeUndefined();
    expect(big.recorder.of('shop/Release').dependencies).toEqual(['shop/assets-111111111111-eu-west-1/t.json']);
    const small = await registered(withAssets(manifest));
    expect(small.recorder.registrations.filter(({ type }) => type.startsWith('aws:s3'))).toEqual([]);
  });

  test('fails when a stack needs a container image, or a file that a command makes', () => {
    expect(codesOf(withAssets(manifestOf({ made: fileOf({ executable: ['make'] }, 'made') }, { image: { displayName: 'Image' } })))).toEqual(['SP6003', 'SP6003']);
  });

  test('fails when nobody knows where they go', () => {
    expect(codesOf(withAssets(manifestOf(code), {}, 'aws://unknown-account/unknown-region'))).toEqual(['SP6004']);
  });

  test('fails when a large template is no asset', () => {
    expect(codesOf(assemblyOf(stackArtifact('Release'), { 'Release.template.json': { Description: 'x'.repeat(51_200) } }))).toEqual(['SP6005']);
  });
});

describe('an assembly', () => {
  test('fails when it is not there', () => {
    expect(codesOf('/nowhere')).toEqual(['SP6001']);
  });

  test('fails when it holds no stack', () => {
    expect(codesOf(assemblyOf({}))).toEqual(['SP6001']);
  });

  test('fails with everything that is wrong in it at once', () => {
    const directory = directoryOf({
      'manifest.json': {
        missing: [{ key: 'vpc-provider:account=1' }],
        artifacts: { ...stackArtifact('A'), ...stackArtifact('B'), C: { type: 'aws:cloudformation:stack' } },
      },
      'A.template.json': '{',
    });
    expect(codesOf(directory).sort()).toEqual(['SP6001', 'SP6001', 'SP6001', 'SP6002']);
  });

  test('fails when stacks wait for each other in a circle', () => {
    expect(codesOf(assemblyOf({ ...stackArtifact('A', { after: ['B'] }), ...stackArtifact('B', { after: ['A'] }) }))).toEqual(['SP6001']);
  });
});

test('fails when the plan has errors, before anything is registered', async () => {
  const recorder = new Recorder();
  const directory = assemblyOf(stackArtifact('A'));
  await recorder.run(() => expect(() => new CloudAssemblyRelease('shop', { plan: brokenPlan(), directory })).toThrow('SP3001'));
  expect(recorder.registrations).toEqual([]);
});

describe('a pipeline that updates itself', () => {
  const pipeline = (action: string) => ({ Resources: { Pipeline: { Type: 'AWS::CodePipeline::Pipeline', Properties: { Stages: [{ Actions: [{ Name: action }] }] } } } });
  const ignored = async (action: string) => {
    const { recorder } = await registered(assemblyOf(
      { ...stackArtifact('Release', { after: ['Support'] }), ...stackArtifact('Support'), ...stackArtifact('Other') }, { 'Release.template.json': pipeline(action) },
    ));
    return ['Release', 'Support', 'Other'].map((id) => recorder.of(`shop/${id}`).ignoreChanges);
  };

  test('keeps its template, and those of the stacks it stands on', async () => {
    expect(await ignored('SelfMutate')).toEqual([['templateBody', 'templateUrl'], ['templateBody', 'templateUrl'], []]);
  });

  test('is told from one that does not', async () => {
    expect(await ignored('Deploy')).toEqual([[], [], []]);
  });
});

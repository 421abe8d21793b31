import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Stack } from 'aws-cdk-lib/core';
import { aws, Evidence, Gate } from 'spillway';
import { Fixture } from '../fixture';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const verifier = `ghcr.io/shop/cosign@${digest('0')}`;
const keyArn = 'arn:aws:kms:eu-central-1:111111111111:key/evidence';
const store = (more: Partial<aws.CosignOptions> = {}) => (stack: Stack) => ({
  evidence: aws.EvidenceStore.cosign({
    repository: Repository.fromRepositoryAttributes(stack, 'Images', { repositoryName: 'shop', repositoryArn: 'arn:aws:ecr:eu-central-1:111111111111:repository/shop' }),
    key: Key.fromKeyArn(stack, 'Key', keyArn), verifier, ...more,
  }),
});
const gated = (candidate?: (stack: Stack) => object, ...evidence: Evidence[]) =>
  new Fixture({ waves: { prod: { gates: [Gate.evidence(...evidence)] } }, candidate }).deployAll();

interface Project { readonly Source: { readonly BuildSpec: string }; readonly Environment: { readonly Image: string } }

function projectOf(fixture: Fixture): Project {
  const [project] = Object.values(fixture.template.findResources('AWS::CodeBuild::Project')).map(({ Properties }) => Properties as Project)
    .filter(({ Source }) => JSON.stringify(Source.BuildSpec).includes('cosign'));
  return project;
}

/** The commands of the job as CodeBuild runs them, which looks at the end of each and not into it. What is known at deployment has its logical name. */
function script(fixture: Fixture): string {
  const { BuildSpec } = projectOf(fixture).Source as unknown as { BuildSpec: string | { 'Fn::Join': [string, (string | Record<string, string>)[]] } };
  const text = typeof BuildSpec === 'string' ? BuildSpec : BuildSpec['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : Object.values(part).join())).join('');
  const { commands } = (JSON.parse(text) as { phases: { build: { commands: string[] } } }).phases.build;
  return commands.map((command) => `${command}\ntest $? -eq 0 || exit 1`).join('\n');
}

describe('the job', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evidence-'));
    mkdirSync(join(folder, 'assembly-prod'));
    // says what it was asked, and knows what was attested
    writeFileSync(join(folder, 'cosign'), '#!/bin/sh\necho "$@" >> calls\ngrep -qF "$(echo "$@" | sed "s/.*--type //; s/ .*@/ /")" attested\n', { mode: 0o755 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** @param resources of the templates @param attested type and digest, one a line */
  function verify(resources: object[], attested: string[], manifest: object = {}): { status: number | null; said: string; calls: string[] } {
    writeFileSync(join(folder, 'assembly-prod', 'Api.template.json'), JSON.stringify({ Resources: { ...resources } }, null, 1));
    writeFileSync(join(folder, 'assembly-prod', 'Empty.template.json'), '{}');
    writeFileSync(join(folder, 'assembly-prod', 'Api.assets.json'), JSON.stringify({ version: '1', files: {}, dockerImages: manifest }, null, 2));
    writeFileSync(join(folder, 'attested'), attested.join('\n'));
    writeFileSync(join(folder, 'calls'), '');
    const job = script(gated(store(), Evidence.SBOM, Evidence.PROVENANCE));
    const { status, stdout } = spawnSync('sh', ['-c', `exec 2>&1\n${job}`], { cwd: folder, encoding: 'utf8', env: { PATH: `${folder}:${process.env.PATH}` } });
    return { status, said: stdout, calls: readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n') };
  }

  const all = (image: string) => [`cyclonedx ${image}`, `slsaprovenance1 ${image}`];
  const tasks = (...images: unknown[]) => ({ Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: images.map((Image) => ({ Name: 'web', Image })) } });
  const handler = (ImageUri: unknown) => ({ Type: 'AWS::Lambda::Function', Properties: { PackageType: 'Image', Code: { ImageUri } } });
  const joined = (last: unknown) => ({ 'Fn::Join': ['', ['111.dkr.ecr.eu-central-1.', { Ref: 'AWS::URLSuffix' }, last]] });
  const shop = (letter: string) => joined(`/shop@${digest(letter)}`);

  test('passes when each kind of evidence is there for each digest', () => {
    const { status, calls } = verify([tasks(shop('a'), shop('b')), handler(shop('a'))], [...all(digest('a')), ...all(digest('b'))]);
    expect(status).toBe(0);
    expect(calls).toHaveLength(4);
    expect(calls[0]).toMatch(new RegExp(`^verify-attestation --key awskms:///${keyArn} --insecure-ignore-tlog=true --type cyclonedx .*@${digest('a')}$`));
  });

  test.each([
    ['the last kind is missing for the last digest', [...all(digest('a')), `cyclonedx ${digest('b')}`]],
    ['the first kind is missing for the first digest', [`slsaprovenance1 ${digest('a')}`, ...all(digest('b'))]],
  ])('fails when %s', (_, attested) => {
    expect(verify([tasks(shop('a'), shop('b'))], attested).status).toBe(1);
  });

  test.each([
    ['text', `registry.example.com/envoy@${digest('a')}`],
    ['what is put into text', { 'Fn::Sub': `\${AWS::AccountId}.dkr.ecr.eu-central-1.amazonaws.com/shop@${digest('a')}` }],
    ['what is put into text, with names of its own', { 'Fn::Sub': [`\${Registry}/shop@${digest('a')}`, { Registry: 'registry.example.com' }] }],
  ])('reads the digest off %s', (_, image) => {
    expect(verify([tasks(image)], all(digest('a')))).toMatchObject({ status: 0 });
    expect(verify([tasks(image)], [])).toMatchObject({ status: 1, said: `cyclonedx of ${digest('a')}\n` });
  });

  test('fails when nothing is deployed by its digest', () => {
    expect(verify([], [])).toMatchObject({ status: 1, said: 'no image is deployed by its digest\n' });
  });

  test('fails when an image that the release builds is deployed by a tag', () => {
    expect(verify([tasks(shop('a'))], all(digest('a')), { abc: { source: {} } })).toMatchObject({ status: 1, said: 'an image is deployed by its tag\n' });
  });

  test.each([
    ['a container by a tag', tasks(shop('a'), joined('/shop:main'))],
    ['a container of another registry by a tag', tasks('docker.io/evil/envoy:latest')],
    ['a container by nothing', tasks('docker.io/evil/envoy')],
    ['a function by a tag', handler(joined('/shop:main'))],
    ['a digest that is too short', tasks(`shop@${digest('a').slice(0, -1)}`)],
    ['a digest that something follows', tasks(`shop@${digest('a')}\n:latest`)],
    ['a digest that is known at deployment only', tasks(joined({ Ref: 'Digest' }))],
    ['an image that is known at deployment only', tasks({ Ref: 'Image' })],
    ['a choice of two images', tasks({ 'Fn::If': ['IsProd', `shop@${digest('a')}`, 'shop:main'] })],
    ['a choice of containers', { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: { 'Fn::If': ['IsProd', [{ Image: 'shop:main' }], { Ref: 'AWS::NoValue' }] } } }],
    ['a service of App Runner by a tag', { Type: 'AWS::AppRunner::Service', Properties: { SourceConfiguration: { ImageRepository: { ImageIdentifier: 'shop:main' } } } }],
    ['resources that are made in a loop', ['Name', ['a', 'b'], { '${Name}': tasks('shop:main') }]],
  ])('fails on %s', (_, resource) => {
    const { status, said, calls } = verify([tasks(shop('a')), resource], all(digest('a')));
    expect(status).toBe(1);
    expect(said).toMatch(/^deployed without a digest: ["{]/);
    expect(calls).toEqual(['']);
  });

  test('a job of CodeBuild serves nobody, and may have an image by its name', () => {
    expect(verify([tasks(shop('a')), { Type: 'AWS::CodeBuild::Project', Properties: { Environment: { Image: 'aws/codebuild/standard:7.0' } } }], all(digest('a'))).status).toBe(0);
  });

  test('fails when a template cannot be read', () => {
    writeFileSync(join(folder, 'assembly-prod', 'Nested.nested.template.json'), '{');
    expect(verify([tasks(shop('a'))], all(digest('a'))).status).toBe(1);
  });
});

test('stands before the deployment, runs the verifier by its digest, and reads the key and the images', () => {
  const fixture = gated(store(), Evidence.TESTS);
  expect(fixture.stage('gate-prod').Actions.map(({ Name }) => Name)).toEqual(['evidence']);
  expect(projectOf(fixture).Environment.Image).toBe(verifier);
  fixture.template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: Match.arrayWith([
      { Action: ['kms:DescribeKey', 'kms:GetPublicKey'], Effect: 'Allow', Resource: keyArn },
      { Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], Effect: 'Allow', Resource: 'arn:aws:ecr:eu-central-1:111111111111:repository/shop' },
      { Action: 'ecr:GetAuthorizationToken', Effect: 'Allow', Resource: '*' },
    ]) },
  });
});

test('evidence may be called otherwise', () => {
  expect(script(gated(store({ predicateTypes: { sbom: 'spdxjson' } }), Evidence.SBOM, Evidence.DOCS))).toContain('for type in "spdxjson" "https://spillway.dev/attestation/docs/v1";');
});

test('fails when there is nowhere to look', () => {
  expect(gated(undefined, Evidence.SBOM).failure).toMatch(/SP4303 Shop\/prod\/gates\/\S+: .*got "no evidence store"/);
});

test('fails when the verifier is an image by its tag', () => {
  expect(gated(store({ verifier: 'ghcr.io/shop/cosign:2' }), Evidence.SBOM).failure).toMatch(/SP4304 .*got "ghcr.io\/shop\/cosign:2"/);
});

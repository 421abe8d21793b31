import type { ReleaseOptions } from 'spillway';
import { Artifact, Release, ReleaseType } from 'spillway';
import { checkRelease } from '../../../src/plan/check/release';
import { found } from '../../support/sound-plan';

const digest = `sha256:${'0a'.repeat(32)}`;
const check = (options: Partial<ReleaseOptions> = {}) => found(checkRelease(Release.of({
  version: '1.4.2', commit: 'c0ffee', author: 'ada', type: ReleaseType.FEATURE, artifacts: [Artifact.image('registry.example.com:5000/shop/api', digest)], ...options,
})._spec(), 'candidate'));

test.each(['1.4.2', '2.0.0-rc.1', '1.0.0+build.7'])('%s by digest is a release', (version) => {
  expect(check({ version })).toEqual([]);
});

test.each(['1.4', 'v1.4.2', 'latest', '', undefined])('fails when the version is %s', (version) => {
  expect(check({ version: version as string })).toEqual(['SP1302 candidate/version']);
});

test('the version that was meant is proposed', () => {
  expect(checkRelease({ ...Release.of({ version: 'v1.4.2', commit: 'c', author: 'a', type: ReleaseType.FEATURE, artifacts: [Artifact.bundle('b', digest)] })._spec() }, 'c')[0].remedies)
    .toEqual(['write "1.4.2"']);
});

test.each(['v1.2.3', 'sha256:abc', digest.toUpperCase(), ''])('fails when the digest is %s', (tag) => {
  expect(check({ artifacts: [Artifact.bundle('chart', tag)] })).toEqual(['SP1301 candidate/artifacts/chart/digest']);
});

test.each(['shop/api:v1', 'shop/api:latest', `shop/api@${digest}`])('fails when the image %s carries its tag or digest along', (repository) => {
  expect(check({ artifacts: [Artifact.image(repository, digest)] })).toEqual([`SP1301 candidate/artifacts/${repository.slice(0, 57)}${repository.length > 60 ? '...' : ''}/name`]);
});

test('fails when there is nothing to deploy, or the same twice', () => {
  expect(check({ artifacts: [] })).toEqual(['SP1003 candidate/artifacts']);
  expect(check({ artifacts: undefined })).toEqual(['SP1003 candidate/artifacts']);
  expect(check({ artifacts: [Artifact.bundle('b', digest), Artifact.bundle('b', digest)] })).toEqual(['SP1001 candidate/artifacts/b']);
});

test('fails when nobody answers for it', () => {
  expect(check({ commit: '', author: ' ', type: 'Feature' as ReleaseType })).toEqual(['SP1003 candidate/commit', 'SP1003 candidate/author', 'SP1004 candidate/type']);
});

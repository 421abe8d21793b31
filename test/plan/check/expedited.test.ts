import { Duration, ExpeditedPath, ReleaseType } from 'spillway';
import { expedited } from '../../../src/plan/check/expedited';
import { found, soundPlan } from '../../support/sound-plan';

const paths = (...types: ReleaseType[][]) => found(expedited(soundPlan({
  expedited: types.map((releaseTypes) => ExpeditedPath.of({ releaseTypes, bakeAtMost: Duration.minutes(30) })),
})));

test('what cannot wait has a path', () => {
  expect(paths([ReleaseType.HOTFIX], [ReleaseType.SECURITY])).toEqual([]);
});

test('fails when everyday changes take it', () => {
  expect(paths([ReleaseType.BUGFIX, ReleaseType.HOTFIX])).toEqual(['SP2011 Shop/expedited/0']);
});

test('fails when a type has two', () => {
  expect(paths([ReleaseType.HOTFIX], [ReleaseType.SECURITY, ReleaseType.HOTFIX])).toEqual(['SP2012 Shop/expedited/1']);
});

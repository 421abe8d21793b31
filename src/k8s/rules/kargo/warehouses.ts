import type { Problem } from '../../../plan/problem';
import { repeated } from '../../../private/repeated';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { WAREHOUSE } from '../kinds';
import { SP5275 } from '../problems-kargo';
import { isConstraint } from './constraint';

const STRATEGIES: Record<string, string[]> = {
  image: ['Digest', 'Lexical', 'NewestBuild', 'SemVer'],
  git: ['Lexical', 'NewestFromBranch', 'NewestTag', 'SemVer'],
};

/** Fields that earlier versions had; each with what took its place. */
const GONE: Record<string, string> = { semverConstraint: 'constraint', allowTags: 'allowTagsRegexes', ignoreTags: 'ignoreTagsRegexes' };

const IMAGE = /^(\w+([.-]\w+)*(:\d+)?\/)?(\w+([.-]\w+)*)(\/\w+([.-]\w+)*)*$/;
const GIT = /^(ssh|https?):\/\/\S+$|^[\w-]+@[\w.-]+:\S+$/;

/** What a Warehouse looks for. */
export function warehouses(folder: Folder): Problem[] {
  return folder.of(WAREHOUSE).flatMap(({ spec }) => {
    const subscriptions = spec.at('subscriptions').items;
    const keys = subscriptions.flatMap((one) => ['image', 'git', 'chart'].filter((kind) => one.at(kind).isSet)
      .map((kind) => [kind, one.at(kind, 'repoURL').text, one.at(kind, 'name').text].filter((part) => part !== '').join(' ')));
    return [
      ...subscriptions.flatMap((one) => [...image(one.at('image')), ...git(one.at('git')), ...chart(one.at('chart'))]),
      ...subscriptions.flatMap((one) => one.fields).flatMap(limited),
      ...repeated(keys).map((key) => refused(spec.at('subscriptions'), `${key} twice`, 'one subscription to a repository', 'remove one of the two')),
    ];
  });
}

function refused(field: Field, got: string, allowed: string, ...remedies: string[]): Problem {
  return SP5275.at(field.path, { got, allowed, remedies });
}

function image(subscription: Field): Problem[] {
  if (!subscription.isSet) return [];
  const [url, strategy, constraint, platform] = ['repoURL', 'imageSelectionStrategy', 'constraint', 'platform'].map((name) => subscription.at(name));
  const isSemVer = strategy.text === '' || strategy.text === 'SemVer';
  return [
    ...Object.entries(GONE).map(([name, now]) => [subscription.at(name), now] as const).filter(([field]) => field.isSet)
      .map(([field, now]) => refused(field, field.shown, `nothing: it is called ${now} now`, `use ${now}`)),
    ...(IMAGE.test(url.text) ? [] : [refused(url, url.shown, 'a repository without scheme, tag or digest', 'write it like registry.example.com/shop/web')]),
    ...selected(strategy, STRATEGIES.image),
    ...(isSemVer && constraint.text !== '' && !isConstraint(constraint.text) ? [unranged(constraint)] : []),
    ...(strategy.text === 'Digest' && constraint.text === '' ? [refused(constraint, 'nothing', 'the tag whose digest is followed', 'name the tag')] : []),
    ...(platform.text === '' || /^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9]+)?$/.test(platform.text) ? [] : [refused(platform, platform.shown, '"<os>/<architecture>"', 'use linux/amd64')]),
  ];
}

function git(subscription: Field): Problem[] {
  if (!subscription.isSet) return [];
  const [url, strategy, constraint] = ['repoURL', 'commitSelectionStrategy', 'semverConstraint'].map((name) => subscription.at(name));
  return [
    ...(GIT.test(url.text) ? [] : [refused(url, url.shown, 'a URL of a Git repository', 'write it with "https://"')]),
    ...selected(strategy, STRATEGIES.git),
    ...(constraint.text === '' || isConstraint(constraint.text) ? [] : [unranged(constraint)]),
  ];
}

function chart(subscription: Field): Problem[] {
  const constraint = subscription.at('semverConstraint');
  return constraint.text === '' || isConstraint(constraint.text) ? [] : [unranged(constraint)];
}

function unranged(constraint: Field): Problem {
  return refused(constraint, constraint.shown, 'a range of semantic versions, such as "^1.2.0"', 'write the range with ^, ~, or two bounds');
}

function selected(strategy: Field, allowed: string[]): Problem[] {
  return strategy.text === '' || allowed.includes(strategy.text) ? [] : [refused(strategy, strategy.shown, allowed.join(', '), 'use one of them')];
}

function limited(subscription: Field): Problem[] {
  const limit = subscription.at('discoveryLimit');
  const { number = 1 } = limit;
  return number >= 1 && number <= 100 ? [] : [refused(limit, limit.shown, 'a whole number from 1 to 100', 'lower the limit')];
}

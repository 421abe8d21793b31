import type { GitPushFilter } from 'aws-cdk-lib/aws-codepipeline';
import type { Problem } from '../../plan/problem';
import { SP4113 } from '../problems';

/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_GitConfiguration.html */
const FILTERS_AT_MOST = 3;
/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_GitBranchFilterCriteria.html, of tags and paths too */
const PATTERNS_AT_MOST = 8;
const LETTERS_AT_MOST = 255;

export function pushLimits(path: string, filters: GitPushFilter[]): Problem[] {
  return [...howMany(path, filters), ...filters.flatMap((filter) => patternLimits(path, filter))];
}

function howMany(path: string, filters: GitPushFilter[]): Problem[] {
  return filters.length >= 1 && filters.length <= FILTERS_AT_MOST ? [] : [SP4113.at(path, {
    got: `${filters.length} filters`, allowed: `1 to ${FILTERS_AT_MOST}`, remedies: ['put several patterns into one filter', 'leave the filters out for any push to the branch'],
  })];
}

function patternLimits(path: string, filter: GitPushFilter): Problem[] {
  const { branchesIncludes, branchesExcludes, tagsIncludes, tagsExcludes } = filter;
  const names = [branchesIncludes, branchesExcludes, tagsIncludes, tagsExcludes].flatMap((patterns) => patterns ?? []);
  const lists = Object.values(filter).filter((list): list is string[] => list !== undefined);
  const crowded = lists.filter((list) => list.length < 1 || list.length > PATTERNS_AT_MOST).map((list) => SP4113.at(path, {
    got: `${list.length} patterns`, allowed: `1 to ${PATTERNS_AT_MOST} in a list`, remedies: ['write one pattern that holds several', 'leave an empty list out'],
  }));
  const unfit = lists.flat().filter((pattern) => pattern.length < 1 || pattern.length > LETTERS_AT_MOST).map((pattern) => SP4113.at(path, {
    got: pattern, allowed: `a pattern of 1 to ${LETTERS_AT_MOST} letters`, remedies: ['shorten it with "*"'],
  }));
  const silent = names.length > 0 ? [] : [SP4113.at(path, {
    got: 'no pattern of a branch or tag', allowed: 'at least one, also where paths are filtered', remedies: ["include the branch, or '**' for all of them"],
  })];
  return [...crowded, ...unfit, ...silent];
}

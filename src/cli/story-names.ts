import type { Problem } from '../plan/problem';
import { ProblemError } from '../plan/problem-error';
import { nearest } from '../private/nearest';
import { shown } from '../private/shown';
import { Story } from '../rehearsal/story/story';
import { SP8005 } from './problems';

const STORIES: ReadonlyMap<string, Story> = new Map(Object.values(Story).map((story) => [storyName(story), story]));

/** What all of them are called on a command line. */
export const STORY_NAMES: readonly string[] = [...STORIES.keys()];

/** What a story is called on a command line, for example `broken-build`. */
export function storyName(story: Story): string {
  return story.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * The stories of these names.
 * @throws problems `SP8005` for names that are none
 */
export function storiesNamed(names: readonly string[]): Story[] {
  const unknown = names.filter((name) => !STORIES.has(name));
  if (unknown.length > 0) throw new ProblemError(unknown.map(unnamed));
  return names.map((name) => STORIES.get(name)!);
}

function unnamed(name: string): Problem {
  const meant = nearest(name, STORY_NAMES);
  return SP8005.at('rehearse', {
    got: shown(name), allowed: `one of ${STORY_NAMES.join(', ')}`, remedies: [meant ? `write ${meant} if that is meant` : 'leave it out to play all stories'],
  });
}

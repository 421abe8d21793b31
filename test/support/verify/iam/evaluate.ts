import type { Statement } from './policies';

export type Decision = 'allowed' | 'conditional' | 'denied';

/**
 * What IAM decides on an action and a resource, from the statements of one role: an explicit denial wins, and what nothing allows is
 * denied. Conditions are not evaluated: an allowance that has any is `conditional`, a denial that has any denies nothing.
 */
export function decide(all: Statement[], action: string, resource: string): Decision {
  const matching = all.filter(({ actions, resources }) =>
    actions.some((each) => covers(each.toLowerCase(), action.toLowerCase())) && resources.some((each) => covers(each, resource)));
  if (matching.some(({ effect, isConditional }) => effect === 'Deny' && !isConditional)) return 'denied';
  const allowing = matching.filter(({ effect }) => effect === 'Allow');
  if (allowing.some(({ isConditional }) => !isConditional)) return 'allowed';
  return allowing.length > 0 ? 'conditional' : 'denied';
}

/** Whether a pattern with `*` and `?` matches a text; `*` in the text is more than any pattern but `*` says. */
export function covers(pattern: string, text: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(text);
}

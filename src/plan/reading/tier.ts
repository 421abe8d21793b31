/** The strictest first: an environment of which nothing is known is taken for one that customers use. */
export const TIERS = ['production', 'staging', 'test', 'development'];

const CALLED: [RegExp, string][] = [
  [/pre-?prod|stag|gamma|uat/, 'staging'], [/prod|live/, 'production'], [/dev|alpha|sandbox/, 'development'], [/test|beta|qa|integ/, 'test'],
];

/** The tier of an environment that is called so, where nothing else says it. */
export function tierCalled(name: string): string {
  return CALLED.find(([pattern]) => pattern.test(name))?.[1] ?? TIERS[0];
}

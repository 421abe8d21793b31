import * as fc from 'fast-check';

/** Names the model allows: lower case letters, digits and single hyphens. */
export function names(): fc.Arbitrary<string> {
  return fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,6})?$/);
}

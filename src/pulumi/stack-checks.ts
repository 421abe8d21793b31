import type { Problem } from '../plan/problem';
import type { AssemblyStack } from './cloud-assembly';
import { placeOf } from './place';
import { SP6003, SP6004, SP6005, SP6006 } from './problems';
import type { FileAsset } from './stack-assets';

/** Largest template in a request, in bytes. */
const TEMPLATE_BODY_BYTES = 51_200;

/** Whether the template has to lie in a bucket. */
export function isLarge(stack: AssemblyStack): boolean {
  return Buffer.byteLength(stack.template) > TEMPLATE_BODY_BYTES;
}

/** What must lie in a bucket before the stack is deployed. */
export function neededFiles(stack: AssemblyStack): FileAsset[] {
  const { template, files } = stack.assets;
  return isLarge(stack) && template ? [...files, template] : files;
}

/** What keeps a stack from being deployed by Pulumi. */
export function checkStack(stack: AssemblyStack, path: string, publishAssets: boolean): Problem[] {
  const problems: Problem[] = [];
  if (publishAssets) {
    problems.push(...stack.assets.built.map((name) => SP6003.at(path, {
      got: name,
      allowed: 'a file or a folder',
      remedies: ['publish all assets with "npx cdk-assets publish" before and pass publishAssets: false', 'refer to an image that CI has pushed, by digest'],
    })));
  }
  if (neededFiles(stack).length > 0 && !placeOf(stack.environment)) {
    problems.push(SP6004.at(path, { got: stack.environment, allowed: 'an account and a Region', remedies: ['give the stack an env with account and region'] }));
  }
  if (isLarge(stack) && !stack.assets.template) {
    problems.push(SP6005.at(path, {
      got: `${Buffer.byteLength(stack.template)} bytes`,
      allowed: `at most ${TEMPLATE_BODY_BYTES} bytes for a stack whose template is not an asset`,
      remedies: ['use the DefaultStackSynthesizer for the stack'],
    }));
  }
  return problems;
}

/** Providers that no stack would use. */
export function checkProviders(stacks: AssemblyStack[], places: string[], path: string): Problem[] {
  const used = new Set(stacks.map(({ environment }) => environment));
  return places.filter((place) => !used.has(place)).map((place) => SP6006.at(path, {
    got: place, allowed: `a place of a stack: ${[...used].join(', ')}`, remedies: ['correct the key', 'remove the provider'],
  }));
}

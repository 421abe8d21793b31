import type { JobSpec } from '../../model/spec';
import type { Problem } from '../../plan/problem';
import { SP5409 } from '../problems-gates';

/** Jobs that no image could run, or whose commands an analysis would read as its own arguments. */
export function jobProblems({ image, commands }: JobSpec, path: string): Problem[] {
  const braces = commands.find((command) => command.includes('{{'));
  if (image !== '' && braces === undefined) return [];
  return [SP5409.at(path, {
    got: image === '' ? 'no image' : braces!,
    allowed: 'an image, and commands without two braces in a row',
    remedies: ['set the `image` of the job', 'put what needs braces into a script of the image'],
  })];
}

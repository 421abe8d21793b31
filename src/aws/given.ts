import type { Problem } from '../plan/problem';
import { SP4015 } from './problems';

const NEEDED = { 'source': 'aws.Source.connection(…) or aws.Source.s3(…)', 'synth': 'the commands that build a candidate', 'synth.commands': 'the commands that build a candidate' };

/** What a caller without types has left out, and nothing could be rendered without. */
export function notGiven(path: string, props: object): Problem[] {
  return Object.entries(NEEDED).filter(([place]) => isMissing(props, place)).map(([place, what]) => SP4015.at(`${path}/${place.replace('.', '/')}`, {
    got: 'undefined', allowed: what, remedies: [`give the release its ${place.split('.')[0]}`],
  }));
}

/** Only the outermost thing that is missing is told. */
function isMissing(props: object, place: string): boolean {
  const [first, second] = place.split('.');
  const outer = (props as Record<string, Record<string, unknown> | undefined>)[first] ?? undefined;
  return second ? outer !== undefined && !Array.isArray(outer[second]) : outer === undefined;
}

import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { Problem } from '../../plan/problem';
import type { Place } from '../place';
import { SP4019 } from '../problems';

/** What no pipeline reaches from where it is. A Region that the CDK does not know may be anywhere. */
export function otherPartition(path: string, at: Place, from: Place): Problem[] {
  const [there, here] = [at, from].map(({ region }) => RegionInfo.get(region).partition);
  return !there || !here || there === here ? [] : [SP4019.at(path, {
    got: `${at.region} of ${there}`, allowed: `a Region of ${here}, as ${from.region} is`, remedies: ['release it through a pipeline in that partition'],
  })];
}

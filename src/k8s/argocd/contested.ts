import type { Problem } from '../../plan/problem';
import type { Destination } from '../destination';
import { SP5209 } from '../problems';

/** Objects that two environments apply to one namespace of one cluster, whatever releases the environments are of. */
export function contested(destinations: readonly Destination[]): Problem[] {
  const sharing = new Map<string, Destination[]>();
  for (const destination of destinations) {
    const place = `${destination.cluster}/${destination.namespace}`;
    sharing.set(place, [...(sharing.get(place) ?? []), destination]);
  }
  return [...sharing].flatMap(([place, sharers]) => (sharers.length > 1 ? contestedIn(place, sharers) : []));
}

/** The first of each environment is told. */
function contestedIn(place: string, destinations: Destination[]): Problem[] {
  const owners = new Map<string, Destination>();
  const found = new Map<Destination, string>();
  for (const destination of destinations) {
    for (const [object, file] of destination.folder.contents().files) {
      const key = `${object.metadata.namespace ?? ''}/${object.kind}/${object.name}`;
      const owner = owners.get(key) ?? destination;
      owners.set(key, owner);
      if (owner !== destination && !found.has(destination)) found.set(destination, `${file} of ${owner.environment.environmentName} in ${place}`);
    }
  }
  return [...found].map(([{ folder }, got]) => SP5209.at(folder.chart.node.path, {
    got,
    allowed: 'a cluster and namespace of its own',
    remedies: ['pass `cluster` to deploy', 'give the chart another namespace', 'declare it in one of the charts'],
  }));
}

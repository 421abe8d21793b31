import type { IConstruct } from 'constructs';
import type { Problem } from '../plan/problem';
import type { Place } from './place';
import { SP4014 } from './problems';

/** Paths of the releases of one app, by what their pipelines, machines and records are called after. */
const RELEASES = new WeakMap<IConstruct, Map<string, string[]>>();

/** Notes a release; what is found out about it is asked for when all are known. */
export function noteRelease(release: IConstruct, service: string, { account, region }: Place): () => Problem[] {
  const releases = RELEASES.get(release.node.root) ?? new Map<string, string[]>();
  RELEASES.set(release.node.root, releases);
  const key = [service, account, region].join();
  const paths = releases.get(key) ?? [];
  releases.set(key, paths);
  paths.push(release.node.path);
  return () => (paths.length === 1 ? [] : [SP4014.at(release.node.path, {
    got: paths.join(' and '), allowed: `one release of ${service} in ${account} and ${region}`, remedies: ['give the second one another service', 'put it in another account or Region'],
  })]);
}

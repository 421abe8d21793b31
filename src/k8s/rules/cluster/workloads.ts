import type { Field } from '../field';
import type { Folder } from '../folder';
import { DAEMON_SET, DEPLOYMENT, ROLLOUT, STATEFUL_SET } from '../kinds';
import type { Manifest } from '../manifest';

const KINDS = [DEPLOYMENT, STATEFUL_SET, DAEMON_SET, ROLLOUT];

/** What runs pods. */
export function workloadsOf(folder: Folder): Manifest[] {
  return KINDS.flatMap((kind) => folder.of(kind));
}

export function podTemplate({ spec }: Manifest): Field {
  return spec.at('template');
}

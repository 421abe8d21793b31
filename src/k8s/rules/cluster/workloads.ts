import type { Field } from '../field';
import type { Folder } from '../folder';
import { DAEMON_SET, DEPLOYMENT, ROLLOUT, STATEFUL_SET } from '../kinds';
import type { Manifest } from '../manifest';

const KINDS = [DEPLOYMENT, STATEFUL_SET, DAEMON_SET, ROLLOUT];

/** What runs pods. */
export function workloadsOf(folder: Folder): Manifest[] {
  return folder.seenAs(allWorkloads);
}

function allWorkloads(folder: Folder): Manifest[] {
  return KINDS.flatMap((kind) => folder.of(kind));
}

/** What a reference by kind and name means. */
export function workloadOf(reference: Field, folder: Folder, beside: Manifest): Manifest | undefined {
  const kind = KINDS.find((one) => one.kind === reference.at('kind').text);
  return kind && folder.find(kind, reference.at('name').text, beside);
}

export function podTemplate({ spec }: Manifest): Field {
  return spec.at('template');
}

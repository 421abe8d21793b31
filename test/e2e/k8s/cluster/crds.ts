import { shared } from '../../../shared';
import { until } from '../../aws/until';
import type { Api } from './api';
import type { Manifest } from './manifest';
import { folder } from './manifests';

interface Crd extends Manifest {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly plural: string };
    readonly versions: { readonly name: string; readonly served: boolean }[];
  };
}

/** Makes the kinds of a project known, and waits until the server answers for them. */
export async function install(api: Api, project: string): Promise<void> {
  const crds = folder(shared('schemas', 'crds', project)).filter((manifest): manifest is Crd => manifest.kind === 'CustomResourceDefinition');
  for (const crd of crds) await api.apply(crd);
  for (const { spec: { group, names, versions } } of crds) {
    const { name } = versions.find(({ served }) => served)!;
    await until(`there are ${names.plural}`, () => api.list(`/apis/${group}/${name}/${names.plural}`).catch(() => false as const));
  }
}

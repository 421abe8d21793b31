import type { UnmanagedFields } from '../engines/progressive-engine';
import type { EnvironmentFolder, FolderContents } from '../manifests/environment-folder';

/**
 * What controllers write into the objects of a folder. Fields that they write into all objects of a kind are named once, and
 * with the names of the objects otherwise, so that nothing else is overlooked.
 */
export function ignoredDifferences(folder: EnvironmentFolder): UnmanagedFields[] | undefined {
  const groups = new Map<string, UnmanagedFields[]>();
  const contents = folder.contents();
  for (const fields of contents.workloads.flatMap((workload) => workload._unmanaged)) {
    const key = JSON.stringify(unnamed(fields));
    groups.set(key, [...(groups.get(key) ?? []), fields]);
  }
  const found = [...groups.values()].flatMap((group) => (isWhole(group, contents) ? [unnamed(group[0])] : group));
  return found.length > 0 ? found : undefined;
}

function isWhole(fields: UnmanagedFields[], { objects }: FolderContents): boolean {
  const [{ group, kind, name }] = fields;
  return name === undefined
    || (fields.length > 1 && objects.filter((object) => object.apiGroup === (group || 'core') && object.kind === kind).length === fields.length);
}

function unnamed({ name: _, ...fields }: UnmanagedFields): UnmanagedFields {
  return fields;
}

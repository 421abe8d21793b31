import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../manifest-validator';
import { missingProgram, run } from './program';
import type { Checker } from './subject';
import { isKustomized } from './subject';

/** Each folder of an environment through Kustomize: every object of it comes out, once. */
export const kustomize: Checker = {
  name: 'kustomize',
  missing: () => missingProgram('kubectl', 'version', '--client'),
  check: ({ folders }) => folders.filter(isKustomized).flatMap(({ name, path, manifests }) => {
    try {
      const built = parseAllDocuments(run('kubectl', 'kustomize', path)).map((document) => named(document.toJS() as Manifest)).sort();
      const expected = manifests.map(named).sort();
      return built.join() === expected.join() ? [] : [`${name}: ${built.length} objects of ${expected.length}`];
    } catch (failure) {
      return [`${name}: ${(failure as Error).message}`];
    }
  }),
};

function named({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.name}`;
}

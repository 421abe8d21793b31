import { ApiObject, Chart, Names } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Problem } from '../../plan/problem';
import { SP5204 } from '../problems';

/** Every object of a chart with the name of its file, in the order of declaration. */
export type FileNames = ReadonlyMap<ApiObject, string>;

/** The files of all charts of an app. */
export type AllFiles = ReadonlyMap<Chart, FileNames>;

/** Names of the files of all charts among the constructs of an app. */
export function allFiles(constructs: IConstruct[]): AllFiles {
  const objects = new Map<Chart, ApiObject[]>(constructs.filter((construct) => Chart.isChart(construct)).map((chart) => [chart, []]));
  for (const object of constructs.filter((construct) => ApiObject.isApiObject(construct))) objects.get(object.chart)!.push(object);
  return new Map([...objects].map(([chart, own]) => [chart, fileNames(chart, own)]));
}

/** Objects that would be written over another one. */
export function overwriting(charts: AllFiles): Problem[] {
  const folders = new Map<string, Set<string>>();
  return [...charts].flatMap(([chart, files]) => {
    const folder = Names.toDnsLabel(chart);
    const taken = folders.get(folder) ?? folders.set(folder, new Set()).get(folder)!;
    const second = [...files].filter(([, file]) => taken.size === taken.add(file).size);
    return second.map(([object, got]) => SP5204.at(object.node.path, {
      got,
      allowed: 'one object of a kind and name in a namespace',
      remedies: ['rename one of the objects', 'remove one of them'],
    }));
  });
}

/**
 * Names of files, as cdk8s forms them of kind and name. Where these are those of objects in several namespaces, the namespace is part of the name too,
 * unless it is that of the chart; so it depends on nothing that stands elsewhere, and not on the order of declaration.
 */
export function fileNames(chart: Chart, objects: readonly ApiObject[]): FileNames {
  const names = new Map<ApiObject, string>();
  const first = new Map<string, ApiObject>();
  const shared = new Set<string>();
  for (const object of objects) {
    const name = fileName(object.kind, object.name);
    names.set(object, name);
    const other = first.get(name);
    if (other === undefined) first.set(name, object);
    else if (other.metadata.namespace !== object.metadata.namespace) shared.add(name);
  }
  for (const [object, name] of shared.size > 0 ? names : []) {
    const { namespace = chart.namespace } = object.metadata;
    if (shared.has(name) && namespace !== chart.namespace) names.set(object, fileName(object.kind, object.name, namespace));
  }
  return names;
}

function fileName(...parts: (string | undefined)[]): string {
  return `${parts.join('.').replace(/[^0-9a-zA-Z-_.]/g, '')}.yaml`;
}

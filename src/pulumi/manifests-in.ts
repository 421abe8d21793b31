import * as fs from 'fs';
import * as path from 'path';
import { parseAllDocuments } from 'yaml';
import type { Problem } from '../plan/problem';
import { ProblemError } from '../plan/problem-error';
import type { Manifest } from './manifest';
import { SP6101 } from './problems';

/**
 * Reads the objects in the YAML and JSON files of a folder and the folders in it, in the order of their names.
 * @param folder for example `dist/prod`
 * @throws ProblemError with every file that cannot be read
 */
export function manifestsIn(folder: string): Manifest[] {
  const problems: Problem[] = [];
  const objects = filesIn(folder, problems).flatMap((file) => objectsIn(file, problems));
  if (objects.length === 0 && problems.length === 0) {
    problems.push(SP6101.at(folder, { got: 'no object', allowed: 'at least one', remedies: ['pass the folder that the Kubernetes back end wrote'] }));
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return objects;
}

function filesIn(folder: string, problems: Problem[]): string[] {
  try {
    return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ya?ml|json)$/.test(name)).sort().map((name) => path.join(folder, name));
  } catch (cause) {
    problems.push(SP6101.at(folder, {
      got: (cause as Error).message, allowed: 'a folder', remedies: ['synthesize the cdk8s app before the Pulumi program runs', 'correct the path'],
    }));
    return [];
  }
}

function objectsIn(file: string, problems: Problem[]): Manifest[] {
  const documents = parseAllDocuments(fs.readFileSync(file, 'utf8'), {
    // what kubectl reads, which takes an unquoted date for a text
    version: '1.1', customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:timestamp'),
  });
  return [...documents].flatMap((document) => {
    if (document.errors.length > 0) {
      problems.push(SP6101.at(file, { got: document.errors[0].message.split('\n')[0], allowed: 'YAML', remedies: ['mend the file'] }));
      return [];
    }
    const data = document.toJS() as (Manifest & { items?: Manifest[] }) | null;
    if (data?.apiVersion === 'v1' && data.kind === 'List') return data.items ?? [];
    return data === null ? [] : [data];
  });
}

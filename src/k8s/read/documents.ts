import type { Document } from 'yaml';
import { LineCounter, parseAllDocuments } from 'yaml';
import type { Problem } from '../../plan/problem';
import { shown } from '../../private/shown';
import { SP5701, SP5702, SP5703, SP5704 } from '../problems-read';

/** Deeper than any object of Kubernetes. */
const DEPTH_AT_MOST = 100;

/** What a file holds, and what is wrong with it. */
export interface Documents {
  readonly objects: readonly object[];
  readonly problems: readonly Problem[];
}

/** The objects of a file of manifests, of which one may follow another. Never throws, whatever the text is. */
export function documents(name: string, text: string): Documents {
  try {
    return read(name, text);
  } catch (cause) {
    // a text that is made to exhaust its readers
    return { objects: [], problems: [endless(name, (cause as Error).message)] };
  }
}

function read(name: string, text: string): Documents {
  const lines = new LineCounter();
  const all: Document[] = [...parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })];
  if (all.some(({ errors, warnings }) => errors.length + warnings.length > 0) && text.includes('{{')) {
    return { objects: [], problems: [SP5702.at(name, { got: 'a template', allowed: 'what Helm makes of it', remedies: ['render it with `helm template`, and read that'] })] };
  }
  const problems: Problem[] = [];
  const objects = all.flatMap((document, i): object[] => {
    const own = document.errors.map(({ message, pos: [at] }) => {
      const { line, col } = lines.linePos(at);
      return SP5701.at(`${name}:${line}:${col}`, { got: message.split('\n')[0], allowed: 'a document of YAML', remedies: ['mend the text'] });
    });
    problems.push(...own);
    const value: unknown = own.length > 0 ? null : document.toJS();
    if (value === null || value === undefined) return [];
    if (isTooDeep(value, DEPTH_AT_MOST)) {
      problems.push(endless(name, `more than ${DEPTH_AT_MOST} values inside one another`));
      return [];
    }
    if (isObject(value)) return [value];
    problems.push(SP5703.at(all.length > 1 ? `${name}#${i + 1}` : name, { got: shown(String(JSON.stringify(value))), allowed: 'a mapping with `apiVersion` and `kind`', remedies: ['leave it out'] }));
    return [];
  });
  return { objects, problems };
}

function isObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind } = value as { apiVersion?: unknown; kind?: unknown };
  return typeof apiVersion === 'string' && typeof kind === 'string';
}

function isTooDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((inner) => isTooDeep(inner, left - 1));
}

function endless(name: string, got: string): Problem {
  return SP5704.at(name, { got, allowed: 'what the API server takes', remedies: ['take what refers to itself apart'] });
}

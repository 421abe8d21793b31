import { readFileSync } from 'fs';
import { dirname, join, relative, resolve } from 'path';
import * as ts from 'typescript';
import type { Transition } from '../../src/rehearsal/prove/world';

/** A guard of the transition taken away or bent. */
export interface Mutation {
  readonly what: string;
  /** Path below `src/plan`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

const PLAN = resolve(__dirname, '../../src/plan');
const compiled = new Map<string, string>();

/** The transition as it would be with the mutation: its own files are compiled and loaded anew, apart from the real ones. */
export function mutant({ file, find, replace }: Mutation): Transition {
  const loaded = new Map<string, { exports: Record<string, unknown> }>();
  const load = (path: string): Record<string, unknown> => {
    const known = loaded.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(path, module);
    const code = relative(PLAN, path) === file ? compile(mutated(path, find, replace)) : compiledOnce(path);
    const local = (request: string) => load(`${join(dirname(path), request)}.ts`);
    new Function('require', 'module', 'exports', code)(local, module, module.exports);
    return module.exports;
  };
  return load(join(PLAN, 'transition.ts')).transition as Transition;
}

function mutated(path: string, find: string, replace: string): string {
  const source = readFileSync(path, 'utf8');
  const places = source.split(find).length - 1;
  if (places !== 1) throw new Error(`"${find}" stands ${places} times in ${relative(PLAN, path)}; a mutation needs exactly one place`);
  return source.replace(find, () => replace);
}

function compiledOnce(path: string): string {
  const known = compiled.get(path) ?? compile(readFileSync(path, 'utf8'));
  compiled.set(path, known);
  return known;
}

function compile(source: string): string {
  return ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText;
}

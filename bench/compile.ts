import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

const PROGRAMS = path.join(__dirname, 'programs');

/** Where the programs are run from. */
export const COMPILED = path.join(__dirname, 'out', 'programs');

/** Turns the programs into JavaScript, so that no compiler is in the figures. */
export function compilePrograms(): void {
  fs.mkdirSync(COMPILED, { recursive: true });
  for (const file of fs.readdirSync(PROGRAMS)) {
    const { outputText } = ts.transpileModule(fs.readFileSync(path.join(PROGRAMS, file), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
    });
    fs.writeFileSync(path.join(COMPILED, file.replace(/\.ts$/, '.js')), outputText);
  }
}

import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';
import { recording } from '../src/aws/gates/recording';
import { undoDefinition } from '../src/aws/undo/undo-definition';

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
  for (const [name, states] of Object.entries(machines())) fs.writeFileSync(path.join(COMPILED, `${name}.asl.json`), JSON.stringify(states));
}

/** State machines as whoever writes a release by hand has them beside the code; what they begin with is filled in there. */
function machines(): Record<string, object> {
  return {
    undo: undoDefinition({ service: 'shop', table: { later: [], order: [], waveOf: {}, entered: {}, ends: [], promoted: {} }, vetoes: '/spillway/shop/vetoed', artifact: 'shop_api_Source' }),
    running: recording({ prefix: '/spillway/shop/running/', environments: {} }),
  };
}

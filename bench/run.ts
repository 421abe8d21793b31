/** `npm run bench -- [--runs N] [--only SUITE,...]`: measures, prints, and writes RESULTS.md when everything usual was measured. */
import * as fs from 'fs';
import * as path from 'path';
import { parseArgs } from 'util';
import type { Row } from './comparison';
import { measure } from './comparison';
import { compilePrograms } from './compile';
import { standings } from './goals';
import { SUITES, USUAL } from './suites';
import { markdown, table } from './tables';

const { values } = parseArgs({ options: { runs: { type: 'string' }, only: { type: 'string' } } });
const runs = Number(values.runs ?? 9);
const suites = values.only?.split(',') ?? USUAL;
const unknown = suites.filter((suite) => !(suite in SUITES));
if (unknown.length > 0 || !(runs >= 1)) {
  console.error(`usage: npm run bench -- [--runs N] [--only ${Object.keys(SUITES).join(',')}]`);
  process.exit(2);
}

compilePrograms();
const tables = new Map<string, Row[]>();
for (const comparison of suites.flatMap((suite) => SUITES[suite])) {
  const rows = measure(comparison, Math.min(runs, comparison.runs ?? runs));
  tables.set(comparison.title, rows);
  console.log(table(comparison.title, rows).join('\n'));
}
const report = markdown(tables, standings(tables), runs);
if (USUAL.every((suite) => suites.includes(suite))) fs.writeFileSync(path.join(__dirname, 'RESULTS.md'), report);
for (const { goal, stands, isKept } of standings(tables)) console.log(`${isKept ? 'kept  ' : 'MISSED'}  ${stands.padStart(7)}  ${goal}`);

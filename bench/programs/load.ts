/** Loading modules: `load NAME ...`; `NAME#EXPORT` also touches an export, which is where a lazy module pays. */
import * as fs from 'fs';
import { mark, report } from './harness';

const before = new Set(Object.keys(require.cache));
for (const word of process.argv.slice(2)) {
  const [name, exported] = word.split('#');
  const module = require(name) as Record<string, unknown>;
  if (exported && !module[exported]) throw new Error(`${name} has no ${exported}`);
}
mark('start');
const loaded = Object.keys(require.cache).filter((file) => !before.has(file));
report(() => ({ files: loaded.length, kilobytes: Math.round(loaded.reduce((sum, file) => sum + fs.statSync(file).size, 0) / 1024) }));

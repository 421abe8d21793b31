import * as fs from 'fs';
import * as path from 'path';
import { costTable } from './table';

/*
 * Prints what the pipelines of `examples/aws-shop` consist of beside the same application in plain CDK Pipelines, and what that
 * costs: `npx ts-node -T bench/cost/main.ts`. With `--write` it also puts the table into `docs/aws/cost.md`.
 */

process.env.CDK_VALIDATION ??= 'false';
const PAGE = path.join(__dirname, '../../docs/aws/cost.md');
const TABLE = /^\| \| the API by CDK Pipelines alone[^]*?(?=\n\n)/m;

const table = costTable();
console.log(table);
if (process.argv.includes('--write')) fs.writeFileSync(PAGE, fs.readFileSync(PAGE, 'utf8').replace(TABLE, () => table));

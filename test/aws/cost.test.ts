import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRICES } from '../../bench/cost/prices';
import { costTable } from '../../bench/cost/table';

const page = readFileSync(join(__dirname, '../../docs/aws/cost.md'), 'utf8');
const table = costTable();

/** The cells of a row, without its name. */
function cells(row: string): number[] {
  return table.split('\n').find((line) => line.includes(`${row} |`))!.split('|').slice(2, -1).map(Number);
}

test('the page on costs has the table as it is (`npx ts-node -T bench/cost/main.ts --write` puts it there)', () => {
  expect(page).toContain(table);
});

test.each(PRICES)('the page has the price of $what', ({ usd, see }) => {
  expect(page).toContain(usd.toFixed(2));
  expect(page).toContain(see);
});

test('what a release adds holds no key, no bucket and no function', () => {
  for (const row of ['KMS keys', 'buckets', 'functions']) expect(cells(row)[2]).toBe(0);
});

test('the README of the example has the difference', () => {
  const readme = readFileSync(join(__dirname, '../../examples/aws-shop/README.md'), 'utf8');
  expect(readme).toContain(`: ${cells('**USD a month**')[2].toFixed(2)} USD a month more than plain CDK Pipelines`);
});

test('the cost is the sum of the formula', () => {
  const [plain, api, more] = cells('**USD a month**');
  const [keys, metrics, composites] = ['KMS keys', 'metrics that alarms read', 'composite alarms'].map((row) => cells(row)[1]);
  expect(api).toBeCloseTo(keys + 0.1 * metrics + 0.5 * composites);
  expect(more).toBeCloseTo(api - plain);
});

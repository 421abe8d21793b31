import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKERS } from '../support/verify/checkers';
import type { CfnTemplate, Finding } from '../support/verify/subject';

const SCRIPT = join(__dirname, '../../docs/aws/settle-unknowns.sh');
const script = readFileSync(SCRIPT, 'utf8');
const page = readFileSync(join(__dirname, '../../docs/aws-unknowns.md'), 'utf8');
const template = JSON.parse(/<<'TEMPLATE'\n([^]*?)\nTEMPLATE\n/.exec(script)![1]) as CfnTemplate;
const subject = (of: CfnTemplate) => ({ name: 'unknowns', template: of, account: '111111111111', region: 'eu-central-1' });

/** Right as it is here, where the very question is what happens then. */
const MEANT = [/^iam\/wildcard-resource .* cloudwatch:DescribeAlarms on \*$/, /^rules\/no-approval-where-rolled-back /];

const told = (checker: string) => ({ rule, at, message }: Finding) => `${checker}/${rule} ${at} ${message}`;

async function found(of: CfnTemplate): Promise<string[]> {
  const findings: string[] = [];
  for (const { name, check } of CHECKERS) findings.push(...(await check([subject(of)])).map(told(name)));
  return findings;
}

test('the template that the script carries is sound', async () => {
  expect((await found(template)).filter((finding) => !MEANT.some((meant) => meant.test(finding)))).toEqual([]);
});

test('fails when its pipeline may not call the function it asks', async () => {
  const changed = JSON.parse(JSON.stringify(template).replace('lambda:InvokeFunction', 'lambda:GetFunction')) as CfnTemplate;
  expect((await found(changed)).join('\n')).toContain('lambda:InvokeFunction');
});

test('the shell understands the script', () => {
  expect(spawnSync('bash', ['-n', SCRIPT], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

test('it answers each of the eight questions, by the numbers the page has', () => {
  const answered = new Set([...script.matchAll(/\banswer (\d)\w? /g)].map(([, number]) => number));
  const asked = new Set([...page.matchAll(/^\| (\d)\w? \|/gm)].map(([, number]) => number));
  expect([...answered].sort()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  expect([...asked].sort()).toEqual([...answered].sort());
});

test('the page goes by weight, and says of each question what it means either way', () => {
  const rows = page.split('\n').filter((line) => /^\| [^n-]/.test(line)).map((line) => line.split('|').slice(1, -1));
  expect(rows.filter((cells) => cells.length !== 6)).toEqual([]);
  const weights = rows.map(([, weight]) => Number(weight));
  expect(new Set(weights)).toEqual(new Set([1, 2, 3, 4]));
  expect(weights).toEqual([...weights].sort());
});

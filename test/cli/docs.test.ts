import { readFileSync } from 'node:fs';
import { RootConstruct } from 'constructs';
import { Plan } from 'spillway';
import { ordersPipeline } from '../../examples/two-worlds/pipeline';
import type { PlanDocument } from '../../src/plan/document';
import { spillwayWith } from './fixture';

const page = readFileSync('docs/cli.md', 'utf8');

/** A command of the page, and what the page says that comes of it. A line of `…` stands for any lines. */
interface Shown {
  readonly command: string;
  readonly output: string;
}

function shownOn(text: string): Shown[] {
  const blocks = [...text.matchAll(/^```console\n([^]*?)^```$/gm)].map(([, block]) => block);
  return blocks.flatMap((block) => block.split(/^\$ /m).slice(1)).map((part) => {
    const [command, ...output] = part.split('\n');
    return { command, output: output.join('\n').trimEnd() };
  });
}

function pattern(output: string): RegExp {
  const lines = output.split('\n').map((line) => (line === '…' ? '[^]*?' : line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${lines.join('\n')}$`);
}

const shown = shownOn(page);

test('every command has an example', () => {
  const commands = [...page.matchAll(/^## `spillway (\w+)`/gm)].map(([, name]) => name);
  expect(commands).toEqual(expect.arrayContaining(['plan', 'check', 'rehearse', 'prove']));
  for (const name of commands) expect(shown.map(({ command }) => command.split(' ')[1])).toContain(name);
});

let last: number;

test.each(shown)('$command', async ({ command, output }) => {
  const [program, ...argv] = command.split(' ');
  if (command === 'echo $?') return expect(String(last)).toBe(output);
  expect(program).toBe('spillway');
  let written = '';
  const write = (text: string) => void (written += text);
  ({ exit: last } = await spillwayWith({ out: write, err: write }, ...argv));
  return expect(written.trimEnd()).toMatch(pattern(output));
});

describe('the plans of the examples', () => {
  const orders = Plan.of(ordersPipeline(new RootConstruct()));

  test('are what is declared', () => {
    expect(readFileSync('examples/two-worlds/plan.json', 'utf8')).toBe(orders.toJson());
  });

  test('are the same but for a canary of two minutes', () => {
    const hasty = JSON.parse(orders.toJson()) as PlanDocument;
    const [first] = hasty.waves[1].shift.steps;
    Object.assign(first, { holdMs: 120_000 });
    expect(JSON.parse(readFileSync('examples/two-worlds/hasty.json', 'utf8'))).toEqual(hasty);
  });
});

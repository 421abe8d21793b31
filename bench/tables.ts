import * as os from 'os';
import type { Row } from './comparison';
import type { Standing, Tables } from './goals';

const PACKAGES = ['aws-cdk-lib', 'constructs', 'cdk8s', 'cdk8s-plus-28', 'yaml'];

/** The whole report as Markdown. */
export function markdown(tables: Tables, standings: Standing[], runs: number): string {
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`. Programs that do the same are run in turn, each in a process of its own; the figures are medians, the',
    `ratio is that of CPU time round by round with its quartiles, at most ${runs} rounds. Trust the ratios, not the milliseconds.`,
    'The validation of aws-cdk-lib is off: it would hide everything else.',
    '',
    'Of the AWS figures, most of what is above hand-written L1 is CDK Pipelines, which stands beside it and, like the first of the two L1 pipelines, has no',
    'machine that undoes and no record. Why it is kept: docs/adr/0013-cdk-pipelines-is-worth-what-it-costs.md.',
    '',
    machine(),
    '',
    '## Goals',
    '',
    '| goal | stands at | |',
    '| --- | ---: | --- |',
    ...standings.map(({ goal, stands, isKept }) => `| ${goal} | ${stands} | ${isKept ? 'kept' : '**missed**'} |`),
    '',
    ...[...tables].flatMap(([title, rows]) => table(title, rows)),
  ].join('\n');
}

/** One comparison as Markdown. */
export function table(title: string, rows: Row[]): string[] {
  return [
    `## ${title}`,
    '',
    '| | ratio | quartiles | CPU ms | wall ms | peak MB | CPU ms of the phases | |',
    '| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |',
    ...rows.map(({ name, ratio, cpuMs, wallMs, peakMb, phases, facts }) => `| ${[
      name, ratio.median.toFixed(2), `${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)}`, cpuMs.toFixed(0), wallMs.toFixed(0), peakMb.toFixed(0),
      pairs(phases, (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0))), pairs(facts, String),
    ].join(' | ')} |`),
    '',
  ];
}

function pairs(values: Record<string, number>, print: (value: number) => string): string {
  return Object.entries(values).map(([name, value]) => `${name} ${print(value)}`).join(', ');
}

function machine(): string {
  const [cpu] = os.cpus();
  const versions = PACKAGES.map((name) => `${name} ${(require(`${name}/package.json`) as { version: string }).version}`);
  return `Machine: ${os.cpus().length} x ${cpu.model}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()}; Node ${process.versions.node}; ${versions.join(', ')}.`;
}

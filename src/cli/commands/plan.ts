import type { Command } from 'commander';
import { Option } from 'commander';
import { PlanReport } from '../../report/plan-report';
import { countOtherwise } from '../chosen-plan';
import { examples } from '../help';
import { onePlan, readInput } from '../input';
import type { Io } from '../io';
import { json, out, RELEASE, service } from '../options';
import { deliver } from '../out-file';
import { wholeInput } from '../whole-input';

interface PlanOptions {
  readonly json?: boolean;
  readonly mermaid?: boolean;
  readonly out?: string;
  readonly service?: string;
}

/** `spillway plan`: what is released where, when, and held back by what. */
export function planCommand(program: Command, io: Io): void {
  program.command('plan')
    .summary('what is released where, and in which order')
    .description('Shows a release as a picture and a table; or writes the plan that was read.')
    .argument('<path>', RELEASE)
    .addOption(service())
    .addOption(json())
    .addOption(new Option('--mermaid', 'as a flowchart in Mermaid, for Markdown').conflicts('json'))
    .addOption(out())
    .addHelpText('after', examples([
      ['spillway plan plan.json', 'a plan that Plan.of(pipeline).toJson() wrote'],
      ['spillway plan cdk.out --json --out plan.json', 'the plan of a cloud assembly, for all other commands'],
      ['spillway plan manifests/ --mermaid', 'a picture for a pull request'],
    ]))
    .action((path: string, options: PlanOptions) => deliver(io, shown(path, options, io), options.out));
}

function shown(path: string, options: PlanOptions, io: Io): string {
  const input = wholeInput(readInput(path), io);
  const plans = options.service === undefined && !options.json ? input.plans : [onePlan(input, options.service)];
  if (plans.some((plan) => input.ofManifests.includes(plan))) countOtherwise(path, input.problems, io);
  if (options.json) return plans[0].toJson();
  return plans.map((plan) => (options.mermaid ? PlanReport.of(plan).toMermaid() : PlanReport.of(plan).toText())).join('\n');
}

import type { Command } from 'commander';
import { PlanReport } from '../../report/plan-report';
import { examples } from '../help';
import { onePlan, readInput } from '../input';
import type { Io } from '../io';
import { json, out, RELEASE, service } from '../options';
import { deliver } from '../out-file';

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
    .option('--mermaid', 'as a flowchart in Mermaid, for Markdown')
    .addOption(out())
    .addHelpText('after', examples([
      ['spillway plan plan.json', 'a plan that Plan.of(pipeline).toJson() wrote'],
      ['spillway plan cdk.out --json --out plan.json', 'the plan of a cloud assembly, for all other commands'],
      ['spillway plan manifests/ --mermaid', 'a picture for a pull request'],
    ]))
    .action((path: string, options: PlanOptions) => deliver(io, shown(path, options), options.out));
}

function shown(path: string, options: PlanOptions): string {
  const input = readInput(path);
  if (options.json) return onePlan(input, options.service).toJson();
  const plans = options.service === undefined ? input.plans : [onePlan(input, options.service)];
  return plans.map((plan) => (options.mermaid ? PlanReport.of(plan).toMermaid() : PlanReport.of(plan).toText())).join('\n');
}

import type { Command } from 'commander';
import { Option } from 'commander';
import type { Plan } from '../../plan/plan';
import type { ProofResult } from '../../rehearsal/prove/proof-result';
import type { End } from '../exit';
import { Exit } from '../exit';
import { examples } from '../help';
import type { Io } from '../io';
import { json, out, RELEASE, service, wholeNumber } from '../options';
import { deliver } from '../out-file';
import { provePlan } from '../proved';
import { soundPlan } from '../sound-plan';
import { jsonText } from '../views/json';
import { proofText } from '../views/proof-text';

interface ProveOptions {
  readonly json?: boolean;
  readonly statesAtMost?: number;
  readonly out?: string;
  readonly service?: string;
}

/** `spillway prove`: what holds of a release in whatever order things happen. */
export function proveCommand(program: Command, io: Io, end: End): void {
  program.command('prove')
    .summary('what holds of a release in whatever order things happen')
    .description('Explores all orders in which things can happen to a release, and says which invariants hold in all of them.')
    .argument('<path>', RELEASE)
    .addOption(new Option('--states-at-most <number>', 'explore no more than that in each part; the result may then be incomplete').argParser(wholeNumber(1)))
    .addOption(service())
    .addOption(json())
    .addOption(out())
    .addHelpText('after', examples([
      ['spillway prove plan.json', 'the invariants, and for one that does not hold one of the shortest stories'],
      ['spillway prove plan.json --states-at-most 100000', 'for a large pipeline: what can be said in a few seconds'],
    ]))
    .action(async (path: string, options: ProveOptions) => {
      const plan = soundPlan(path, options.service, io, end);
      if (!plan) return;
      const result = await provePlan(plan, options.statesAtMost, io);
      deliver(io, view(plan, result, options, io), options.out);
      if (result.broken.length > 0) end(Exit.FINDINGS);
      else if (!result.isComplete) end(Exit.INCOMPLETE);
    });
}

function view(plan: Plan, result: ProofResult, options: ProveOptions, { paint }: Io): string {
  const { isComplete, states, transitions, findings, calendarWaits } = result;
  if (options.json) {
    return jsonText({
      service: plan.service, isComplete, states, transitions,
      calendarWaits: calendarWaits.map(({ waveName, atMost, from }) => ({ wave: waveName, atMostMs: atMost.toMilliseconds(), from })),
      findings: findings.map(({ name, isProved, counterExample = null }) => ({ name, isProved, counterExample })),
    });
  }
  return proofText(plan.service, result, options.out === undefined ? paint : (_, text) => text);
}

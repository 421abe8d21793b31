import type { Command } from 'commander';
import { Option } from 'commander';
import type { Plan } from '../../plan/plan';
import { ProblemError } from '../../plan/problem-error';
import { PlanDiff } from '../../report/diff/plan-diff';
import { chosenPlan, countOtherwise } from '../chosen-plan';
import { examples } from '../help';
import type { Io } from '../io';
import { json, out, RELEASE, service, wholeNumber } from '../options';
import { deliver } from '../out-file';
import { SP8102 } from '../problems-git';
import { readRevision } from '../revision';
import { jsonText } from '../views/json';

interface DiffOptions {
  readonly git?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly out?: string;
  readonly seed: number;
  readonly service?: string;
}

/** `spillway diff`: what a change does to the release. */
export function diffCommand(program: Command, io: Io): void {
  program.command('diff')
    .summary('what a change does to the release')
    .description('Holds two releases against each other: what is declared otherwise, whether that is stricter or looser, and what it comes to.')
    .argument('<before>', `${RELEASE}; or one of them in a revision of Git, such as main:plan.json`)
    .argument('[after]', 'the same, as it is now; with --git nothing')
    .option('--git <base..head>', 'compare the path as it is in two revisions')
    .addOption(service())
    .addOption(new Option('--seed <number>', 'where chance begins that the lead time is counted with').default(1).argParser(wholeNumber(0)))
    .addOption(json())
    .addOption(new Option('--markdown', 'for a pull request').conflicts('json'))
    .addOption(out())
    .addHelpText('after', examples([
      ['spillway diff main:plan.json plan.json', 'what a branch changes'],
      ['spillway diff --git main..HEAD plan.json --markdown', 'the same, for a comment on a pull request'],
      ['spillway diff before/cdk.out after/cdk.out', 'two cloud assemblies'],
    ]))
    .action((before: string, after: string | undefined, options: DiffOptions) => {
      const [former, later] = sides(before, after, options.git).map((given) => written(given, options, io));
      deliver(io, view(PlanDiff.between(former, later, { seed: options.seed }), options), options.out);
    });
}

/** The plan of one side, whatever becomes of it. */
function written(given: string, options: DiffOptions, io: Io): Plan {
  const { plan, otherwise } = chosenPlan(readRevision(given), options.service, io);
  countOtherwise(given, otherwise, io);
  return plan;
}

/** Relative to the folder that one is in, like any path. */
function sides(before: string, after: string | undefined, git: string | undefined): string[] {
  if (git === undefined && after !== undefined) return [before, after];
  const revisions = git?.split('..') ?? [];
  if (revisions.length === 2 && revisions.every(Boolean) && after === undefined) return revisions.map((revision) => `${revision}:./${before}`);
  throw new ProblemError([SP8102.at('diff', {
    got: [before, ...after === undefined ? [] : [after], ...git === undefined ? [] : [`--git ${git}`]].join(' '),
    allowed: 'two releases, or one path and --git with two revisions',
    remedies: ['write spillway diff before.json after.json', 'write spillway diff --git main..HEAD plan.json'],
  })]);
}

function view(diff: PlanDiff, options: DiffOptions): string {
  if (options.json) return jsonText({ isEmpty: diff.isEmpty, effects: diff.effects, changes: diff.changes });
  return options.markdown ? diff.toMarkdown() : diff.toText();
}

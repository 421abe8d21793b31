import type { Command } from 'commander';
import { Option } from 'commander';
import { CodePipelineRenderer } from '../../aws/code-pipeline-renderer';
import { GitOpsRenderer } from '../../k8s/git-ops-renderer';
import type { Plan } from '../../plan/plan';
import type { IRenderer } from '../../plan/renderer';
import type { ProofResult } from '../../rehearsal/prove/proof-result';
import { Story } from '../../rehearsal/story/story';
import { ReleaseReport } from '../../report/release-report';
import { hasErrors } from '../checked';
import { chosenPlan, countOtherwise, tellInstead } from '../chosen-plan';
import type { End } from '../exit';
import { Exit } from '../exit';
import { examples } from '../help';
import { readInput } from '../input';
import type { Io } from '../io';
import { out, RELEASE, service } from '../options';
import { deliver } from '../out-file';
import { provePlan } from '../proved';
import type { Told } from '../rehearsed';
import { rehearseStories } from '../rehearsed';
import { storiesNamed, STORY_NAMES } from '../story-names';

interface ReportOptions {
  readonly backEnd?: (keyof typeof BACK_ENDS)[];
  readonly calendarFrom?: string;
  readonly markdown?: boolean;
  readonly out?: string;
  readonly prove?: boolean;
  readonly service?: string;
}

const BACK_ENDS = {
  aws: (): IRenderer => new CodePipelineRenderer(),
  kubernetes: (): IRenderer => new GitOpsRenderer(),
};

/** `spillway report`: everything that is known of a release, on one page. */
export function reportCommand(program: Command, io: Io, end: End): void {
  program.command('report')
    .summary('everything that is known of a release, on one page')
    .description('Writes one HTML file that opens anywhere and loads nothing: pipeline, problems, stories, blast radius, calendar, back ends, proofs.')
    .argument('<path>', RELEASE)
    .argument('[story...]', `which stories it tells; all without: ${STORY_NAMES.join(', ')}`)
    .option('--markdown', 'in short, for a pull request')
    .addOption(new Option('--back-end <name...>', 'what back ends make of it, side by side').choices(Object.keys(BACK_ENDS)))
    .option('--prove', 'explore all orders of events as well, which takes a while')
    .option('--calendar-from <instant>', 'from when windows and freezes are shown, for example 2026-03-02T00:00:00Z; from the first story on without')
    .addOption(service())
    .addOption(out())
    .addHelpText('after', examples([
      ['spillway report plan.json -o report.html', 'everything, with all stories'],
      ['spillway report plan.json broken-build slow-leak --prove -o report.html', 'two stories, and what holds in all orders of events'],
      ['spillway report cdk.out --markdown >> "$GITHUB_STEP_SUMMARY"', 'a summary that a code host shows'],
    ]))
    .action(async (path: string, names: string[], options: ReportOptions) => {
      const stories = storiesNamed(names);
      const chosen = chosenPlan(readInput(path), options.service, io);
      // the page has no place for them
      if (hasErrors(chosen.otherwise)) return tellInstead(chosen, io, end);
      countOtherwise(path, chosen.otherwise, io);
      const { plan } = chosen;
      // what a plan with errors would do is not defined: then the report is about those
      const isSound = !hasErrors(plan.problems);
      const told = isSound ? rehearseStories(plan, stories.length > 0 ? stories : Object.values(Story), io) : [];
      const proof = isSound && options.prove ? await provePlan(plan, undefined, io) : undefined;
      if (names.length > 0) io.err(told.map(({ name, missing }) => (missing ? `${name} is not told: ${missing}\n` : '')).join(''));
      deliver(io, written(plan, told, proof, options), options.out);
      if (!isSound || (proof && proof.broken.length > 0)) end(Exit.FINDINGS);
      else if (proof && !proof.isComplete) end(Exit.INCOMPLETE);
    });
}

function written(plan: Plan, told: readonly Told[], proof: ProofResult | undefined, { backEnd = [], calendarFrom, markdown }: ReportOptions): string {
  const report = ReleaseReport.of(plan, {
    timelines: told.flatMap(({ timeline }) => timeline ?? []),
    renderers: backEnd.map((name) => BACK_ENDS[name]()),
    proof,
    calendarFrom,
  });
  return markdown ? report.toMarkdown() : report.toHtml();
}

import type { Command } from 'commander';
import { Option } from 'commander';
import type { Plan } from '../../plan/plan';
import { ProblemError } from '../../plan/problem-error';
import { judgesOf, replay } from '../../rehearsal/replay/replay';
import type { End } from '../exit';
import { Exit } from '../exit';
import { examples } from '../help';
import type { HistoryFiles } from '../history/history';
import { badReleases, readHistory } from '../history/history';
import type { Io } from '../io';
import { json, out, RELEASE, service, wholeNumber } from '../options';
import { deliver } from '../out-file';
import { SP8303 } from '../problems-history';
import { soundPlan } from '../sound-plan';
import { jsonText } from '../views/json';
import type { Judged } from '../views/replay-text';
import { replayText, wouldStop } from '../views/replay-text';

interface ReplayOptions extends HistoryFiles {
  readonly bad: string[];
  readonly draws: number;
  readonly json?: boolean;
  readonly out?: string;
  readonly seed: number;
  readonly service?: string;
}

/** `spillway replay`: what the gates of a release would have done to former ones. */
export function replayCommand(program: Command, io: Io, end: End): void {
  program.command('replay')
    .summary('which of the former releases the gates would have stopped')
    .description('Lets the signals of a release judge what former ones answered: whether they would have stopped the bad ones, and which good ones they would have stopped.')
    .argument('<path>', RELEASE)
    .requiredOption('--metrics <file>', 'CSV with the columns time, release, requests, errors; or requests as Prometheus answers a range query')
    .option('--errors <file>', 'failed requests as Prometheus answers a range query')
    .option('--label <name>', 'which label of a series says the release (default: the only one)')
    .addOption(new Option('--bad <release>', 'one that was bad, or a span from..to in which bad ones began; may be repeated').default([], 'none')
      .argParser((text: string, before: string[]) => [...before, text]))
    .addOption(new Option('--draws <number>', 'how often it is drawn which requests a step would have got').default(200).argParser(wholeNumber(1)))
    .addOption(new Option('--seed <number>', 'where the chance of the draws begins; the same seed gives the same result').default(1).argParser(wholeNumber(0)))
    .addOption(service())
    .addOption(json())
    .addOption(out())
    .addHelpText('after', examples([
      ['spillway replay plan.json --metrics history.csv --bad v42', 'would these gates have stopped v42, and whom else?'],
      ['spillway replay plan.json --metrics requests.json --errors errors.json --label version', 'of two answers of Prometheus'],
    ]))
    .action((path: string, options: ReplayOptions) => {
      const plan = soundPlan(path, options.service, io, end);
      if (!plan) return;
      const judges = judgesOf(plan._document);
      if (judges.signals.length === 0) throw nothingCounts(path, judges.others);
      const releases = judged(plan, options);
      const { draws, seed } = options;
      // a file has no colours
      const paint: Io['paint'] = options.out === undefined ? io.paint : (_, text) => text;
      const view = options.json ? jsonText({ service: plan.service, ...judges, draws, seed, releases }) : replayText(plan.service, judges, releases, paint);
      deliver(io, view, options.out);
      if (releases.some((release) => wouldStop(release) !== release.wasBad)) end(Exit.FINDINGS);
    });
}

function judged(plan: Plan, { bad, draws, seed, ...files }: ReplayOptions): Judged[] {
  const histories = readHistory(files);
  const wereBad = badReleases(bad, histories);
  return histories.map((history) => ({ ...replay(plan._document, history, { draws, seed }), wasBad: wereBad.has(history.release) }));
}

function nothingCounts(path: string, others: readonly string[]): ProblemError {
  return new ProblemError([SP8303.at(path, {
    got: others.length > 0 ? others.join(', ') : 'no signals in production', allowed: 'a trigger of a wave of production on an error ratio, or a sequential one',
    remedies: ['add RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01 })) to rollbackOn'],
  })]);
}

import type { Command } from 'commander';
import { Option } from 'commander';
import type { Checked } from '../checked';
import { allProblems, checked, hasErrors } from '../checked';
import type { End } from '../exit';
import { Exit } from '../exit';
import { examples } from '../help';
import type { Input } from '../input';
import { onePlan, readInput } from '../input';
import type { Io } from '../io';
import { json, out, RELEASE, service } from '../options';
import { deliver } from '../out-file';
import { checkKinds } from '../problem-kinds';
import { version } from '../version';
import { checkText } from '../views/check-text';
import { jsonText } from '../views/json';
import { sarif } from '../views/sarif';

interface CheckOptions {
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly out?: string;
  readonly service?: string;
}

/** `spillway check`: what is wrong with a release, and how it is mended. */
export function checkCommand(program: Command, io: Io, end: End): void {
  program.command('check')
    .summary('what is wrong with a release, and how it is mended')
    .description('Lists all that is wrong with a release, each with what to do about it. Warnings alone are no reason to fail.')
    .argument('<path>', RELEASE)
    .addOption(service())
    .addOption(json())
    .addOption(new Option('--sarif', 'as SARIF 2.1.0, for code hosts').conflicts('json'))
    .addOption(out())
    .addHelpText('after', examples([
      ['spillway check plan.json', 'problems of a plan'],
      ['spillway check manifests/', 'of a release that others have written, and of the manifests themselves'],
      ['spillway check cdk.out --sarif -o spillway.sarif', 'for a code host, which shows them in the pull request'],
    ]))
    .action((path: string, options: CheckOptions) => {
      const input = readInput(path);
      const result = checked(input, options.service === undefined ? input.plans : [onePlan(input, options.service)]);
      deliver(io, view(input, result, options, io), options.out);
      if (hasErrors(allProblems(result))) end(Exit.FINDINGS);
    });
}

function view(input: Input, result: Checked, options: CheckOptions, io: Io): string {
  if (options.json) return jsonText(result);
  if (options.sarif) return jsonText(sarif(input, allProblems(result), checkKinds(), version()));
  // a file has no colours
  return checkText(result, options.out === undefined ? io.paint : (_, text) => text);
}

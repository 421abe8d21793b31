import type { Command } from 'commander';
import { Option } from 'commander';
import * as templateProblems from '../../aws/problems-read';
import { ProblemError } from '../../plan/problem-error';
import * as auditProblems from '../../report/problems-audit';
import type { Audited } from '../audited';
import { audited } from '../audited';
import { hasErrors } from '../checked';
import type { End } from '../exit';
import { Exit } from '../exit';
import { examples } from '../help';
import { inputFiles, namesOf } from '../input-files';
import type { Io } from '../io';
import { json, out } from '../options';
import { deliver } from '../out-file';
import { checkKinds } from '../problem-kinds';
import { SP8002 } from '../problems';
import { version } from '../version';
import { auditText } from '../views/audit-text';
import { jsonText } from '../views/json';
import { sarif } from '../views/sarif';
import type { Given } from '../views/source-place';

interface AuditOptions {
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly out?: string;
}

/** `spillway audit`: what somebody's pipeline or manifests lack. */
export function auditCommand(program: Command, io: Io, end: End): void {
  program.command('audit')
    .summary("what anybody's pipeline or manifests lack")
    .description([
      'Holds templates of CodePipeline and manifests of Argo Rollouts, Flagger and Kargo against what careful releases have.',
      'Each answer is one of three: found, missing, or not visible in these files. Warnings alone are no reason to fail.',
    ].join('\n'))
    .argument('<path>', 'templates or manifests: a file, or a folder of those that belong together')
    .addOption(json())
    .addOption(new Option('--sarif', 'as SARIF 2.1.0, for code hosts').conflicts('json'))
    .addOption(out())
    .addHelpText('after', examples([
      ['spillway audit pipeline.yaml', 'a template, whoever has written it'],
      ['spillway audit manifests/', 'manifests that belong together: what one refers to is found in the others'],
      ['spillway audit pipeline.yaml --sarif -o audit.sarif', 'for a code host, which shows it in the pull request'],
    ]))
    .action((path: string, options: AuditOptions) => {
      const files = inputFiles(path);
      if (namesOf(files).length === 0) throw nothing(path);
      const result = audited(files);
      deliver(io, view({ path, files: namesOf(files) }, result, options, io), options.out);
      if (hasErrors(result.problems)) end(Exit.FINDINGS);
    });
}

function nothing(path: string): ProblemError {
  return new ProblemError([SP8002.at(path, {
    got: 'neither templates nor manifests', allowed: 'templates of a pipeline, or manifests of what is released', remedies: ['give the path of the file or the folder that has them'],
  })]);
}

function view(given: Given, result: Audited, options: AuditOptions, io: Io): string {
  if (options.json) return jsonText(result);
  if (options.sarif) return jsonText(sarif(given, result.problems, auditKinds(), version()));
  // a file has no colours
  return auditText(result, options.out === undefined ? io.paint : (_, text) => text);
}

function auditKinds(): ReturnType<typeof checkKinds> {
  const own = [...Object.values(auditProblems), ...Object.values(templateProblems)];
  return new Map([...checkKinds(), ...own.map((kind) => [kind.code, kind] as const)]);
}

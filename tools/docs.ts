import * as fs from 'node:fs';
import * as path from 'node:path';
import { check } from '../src/plan/check/check';
import { lower } from '../src/plan/lower';
import type { Problem } from '../src/plan/problem';
import { Severity } from '../src/plan/problem';
import type { ProblemKind } from '../src/plan/problem-definition';
import { PROBLEM_KINDS } from '../src/plan/problem-registry';
import { PLAN_SCHEMA } from '../src/plan/schema';
import { BAD_DECLARATIONS } from '../test/support/bad-declarations';

/*
 * Writes the documents that follow from the sources: `ts-node -T tools/docs.ts`, and with `--check` only says which of
 * them are not up to date.
 */

const ROOT = path.join(__dirname, '..');

const SERIES: [prefix: string, heading: string][] = [
  ['SP10', 'Names and choices'], ['SP11', 'Quantities and times'], ['SP12', 'Order'], ['SP13', 'Releases'],
  ['SP20', 'What the release would do'], ['SP21', 'Acknowledgements'], ['SP22', 'How surely a release is judged'], ['SP30', 'Plans'], ['SP31', 'Back ends'], ['SP33', 'Rehearsals and proofs'],
  ['SP34', 'Reports'], ['SP35', 'What an audit finds'],
  ['SP4', 'AWS'], ['SP5', 'Kubernetes'], ['SP6', 'Pulumi'], ['SP8', 'The command'],
];

/** Every kind of problem there is, in the order of their codes. Those outside of the core stand beside the code that reports them. */
export function allKinds(): ProblemKind[] {
  const ends = ['rehearsal', 'report', 'aws', 'k8s', 'k8s/prometheus', 'k8s/rules', 'pulumi', 'cli'].map((end) => path.join(ROOT, 'src', end))
    .flatMap((folder) => fs.readdirSync(folder).filter((file) => /^problems(-\w+)?\.ts$/.test(file)).sort().map((file) => path.join(folder, file)));
  const kinds = [...PROBLEM_KINDS.values(), ...ends.flatMap((file) => Object.values<ProblemKind>(require(file)))];
  const codes = kinds.map(({ code }) => code);
  const twice = codes.filter((code, i) => codes.indexOf(code) !== i);
  if (twice.length > 0) throw new Error(`a code means one thing: ${twice.join(', ')} is defined twice`);
  return kinds.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** What the checks really say, for the codes that some wrong declaration of the tests has. */
function instances(): Map<string, Problem> {
  const found = BAD_DECLARATIONS.flatMap(({ declare }) => check(lower(declare()))).reverse();
  return new Map(found.map((problem) => [problem.code, problem]));
}

function entry({ code, severity, title, why, example }: ProblemKind, instance: Problem | undefined): string {
  const report = instance ? `It is reported as:\n\n\`\`\`text\n${instance.message}\n\`\`\`\n\nRemedies:\n\n${instance.remedies.map((remedy) => `- ${remedy}`).join('\n')}\n\n` : '';
  return `### ${code}: ${title}\n\n${consequence(code, severity)}\n\n${why}\n\n\`\`\`typescript\n${example}\n\`\`\`\n\n${report}`;
}

function consequence(code: string, severity: Severity): string {
  if (code.startsWith('SP35')) return '*Found in what anybody has written; nothing is synthesized from it.*';
  if (code.startsWith('SP8')) return '*Error: the command ends with 2.*';
  return severity === Severity.ERROR ? '*Error: nothing is synthesized.*' : `*Warning.* Acknowledge it with \`pipeline.acknowledge('${code}', 'why it is right here')\`.`;
}

function problemsPage(): string {
  const found = instances();
  const kinds = allKinds();
  const sections = SERIES.map(([prefix, heading]) => {
    const entries = kinds.filter(({ code }) => code.startsWith(prefix)).map((kind) => entry(kind, found.get(kind.code)));
    return entries.length > 0 ? `## ${heading}\n\n${entries.join('')}` : '';
  });
  return `# Problems

Written by \`tools/docs.ts\` from the sources. Everything that is wrong with a pipeline is reported together, each finding with its
code, its place, the value that was found, what is allowed and what to do. An **error** keeps anything from being synthesized
and cannot be acknowledged. A **warning** is shown until it is mended or acknowledged with a reason, which then stands in the plan.

${sections.join('').trimEnd()}
`;
}

/** The generated documents by their place in the repository. */
export function documents(): Record<string, string> {
  return {
    'docs/problems.md': problemsPage(),
    'docs/plan.schema.json': `${JSON.stringify(PLAN_SCHEMA, undefined, 2)}\n`,
  };
}

/** Those of them that do not stand in the repository as they should. */
export function outdated(): string[] {
  return Object.entries(documents()).filter(([file, text]) => {
    const target = path.join(ROOT, file);
    return !fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== text;
  }).map(([file]) => file);
}

function main(): void {
  const files = outdated();
  if (process.argv.includes('--check')) {
    for (const file of files) console.error(`${file} is not up to date: run npx ts-node -T tools/docs.ts`);
    process.exitCode = files.length > 0 ? 1 : 0;
    return;
  }
  const all = documents();
  for (const file of files) {
    fs.writeFileSync(path.join(ROOT, file), all[file]);
    console.log(`wrote ${file}`);
  }
}

if (require.main === module) main();

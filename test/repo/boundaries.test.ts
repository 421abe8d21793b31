import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');

/** What the imports of the cases lead to. */
const TARGETS: Record<string, string> = {
  'src/index.ts': "export { one } from './model/exported';\n",
  'src/model/index.ts': "export { one } from './one';\n",
  'src/model/to-and-fro.ts': "import { fro } from './fro';\n\nexport const to = fro;\n",
};
for (const folder of ['model', 'plan', 'rehearsal', 'report', 'catalog', 'aws', 'k8s', 'pulumi', 'ci', 'cli', 'private']) {
  TARGETS[`src/${folder}/one.ts`] = 'export const one = 1;\n';
}

const uses = (module: string) => `import { one } from '${module}';\n\nexport const two = one;\n`;
const value = (expression: string) => `export const two = ${expression};\n`;

const EFFECTS = 'The library is a pure function of its input';
const VENDOR = 'A vendor SDK is imported only in the folder of its own back end';
const BARREL = 'Import the declaring file: a barrel imported from inside makes the cycles.';
const BACK_END = 'it never imports another back end';

const FORBIDDEN: [string, string, string, string, string][] = [
  ['the model imports the plan', 'src/model/a.ts', uses('../plan/one'), 'import/no-restricted-paths', 'knows nothing that reads it'],
  ['the plan imports the rehearsal', 'src/plan/a.ts', uses('../rehearsal/one'), 'import/no-restricted-paths', 'The plan is the narrow waist'],
  ['a check imports a back end', 'src/plan/check/a.ts', uses('../../aws/one'), 'import/no-restricted-paths', 'The plan is the narrow waist'],
  ['the rehearsal imports a report', 'src/rehearsal/a.ts', uses('../report/one'), 'import/no-restricted-paths', 'it knows no back end and no report'],
  ['a report imports a back end', 'src/report/a.ts', uses('../k8s/one'), 'import/no-restricted-paths', 'A report reads plans'],
  ['the catalog imports a back end', 'src/catalog/a.ts', uses('../aws/one'), 'import/no-restricted-paths', 'Policies judge the plan'],
  ['aws imports k8s', 'src/aws/a.ts', uses('../k8s/one'), 'import/no-restricted-paths', BACK_END],
  ['k8s imports aws', 'src/k8s/a.ts', uses('../aws/one'), 'import/no-restricted-paths', BACK_END],
  ['pulumi imports aws', 'src/pulumi/a.ts', uses('../aws/one'), 'import/no-restricted-paths', BACK_END],
  ['ci imports the cli', 'src/ci/a.ts', uses('../cli/one'), 'import/no-restricted-paths', BACK_END],
  ['a leaf helper imports the model', 'src/private/a.ts', uses('../model/one'), 'import/no-restricted-paths', 'they import nothing of ours'],
  ['a barrel is imported by its name', 'src/plan/b.ts', uses('../model/index'), 'import/no-restricted-paths', BARREL],
  ['a barrel is imported by its folder', 'src/plan/c.ts', uses('../model'), 'import/no-restricted-paths', BARREL],
  ['the root is imported from inside', 'src/plan/d.ts', uses('..'), 'import/no-restricted-paths', BARREL],
  ['the package imports itself', 'src/plan/e.ts', uses('spillway'), 'no-restricted-imports', 'Import the declaring file'],
  ['the core imports aws-cdk-lib', 'src/plan/f.ts', uses('aws-cdk-lib/core'), 'no-restricted-imports', VENDOR],
  ['the core imports cdk8s', 'src/model/b.ts', uses('cdk8s'), 'no-restricted-imports', VENDOR],
  ['the core imports cdk8s-plus', 'src/model/c.ts', uses('cdk8s-plus-28'), 'no-restricted-imports', VENDOR],
  ['ci imports pulumi', 'src/ci/b.ts', uses('@pulumi/pulumi'), 'no-restricted-imports', VENDOR],
  ['aws imports cdk8s', 'src/aws/b.ts', uses('cdk8s'), 'no-restricted-imports', VENDOR],
  ['k8s imports aws-cdk-lib', 'src/k8s/b.ts', uses('aws-cdk-lib/core'), 'no-restricted-imports', VENDOR],
  ['the root of aws-cdk-lib is imported', 'src/aws/c.ts', uses('aws-cdk-lib'), 'no-restricted-imports', 'Import aws-cdk-lib/core'],
  ['a test imports the root of aws-cdk-lib', 'test/a.ts', uses('aws-cdk-lib'), 'no-restricted-imports', 'Import aws-cdk-lib/core'],
  ['the plan reads a file', 'src/plan/g.ts', uses('fs'), 'no-restricted-imports', EFFECTS],
  ['a back end reads a file', 'src/aws/d.ts', uses('node:fs'), 'no-restricted-imports', EFFECTS],
  ['the clock is read', 'src/plan/h.ts', value('Date.now()'), 'no-restricted-globals', EFFECTS],
  ['the clock is read another way', 'src/plan/i.ts', "import { Temporal } from 'temporal-polyfill';\n\nexport const two = Temporal.Now.instant();\n", 'no-restricted-properties', EFFECTS],
  ['chance is asked', 'src/plan/j.ts', value('Math.random()'), 'no-restricted-properties', EFFECTS],
  ['the process is asked', 'src/k8s/c.ts', value('process.env.HOME'), 'no-restricted-globals', EFFECTS],
  ['a timer is set', 'src/aws/e.ts', value('setTimeout(() => 1, 1)'), 'no-restricted-globals', EFFECTS],
  ['something is printed', 'src/report/b.ts', value('console.log'), 'no-restricted-globals', EFFECTS],
  ['a type is unknown', 'src/plan/k.ts', 'export const two: any = 1;\n', '@typescript-eslint/no-explicit-any', 'Unexpected any'],
  ['a type is imported as a value', 'src/plan/l.ts', "import { Construct } from 'constructs';\n\nexport type Two = Construct;\n", '@typescript-eslint/consistent-type-imports', 'only used as types'],
  ['a file is long', 'src/plan/m.ts', `${'// line\n'.repeat(400)}${value('1')}`, 'max-lines', 'Maximum allowed is 400'],
  ['two files need each other', 'src/model/fro.ts', "import { to } from './to-and-fro';\n\nexport const fro = () => to;\n", 'import/no-cycle', 'cycle'],
  ['a file needs the barrel that exports it', 'src/model/exported.ts', "import { one as other } from '../index';\n\nexport const one = () => other;\n", 'import/no-cycle', 'cycle'],
];

const ALLOWED: [string, string, string][] = [
  ['the plan imports a file of the model', 'src/plan/allowed-a.ts', uses('../model/one')],
  ['a check imports the plan beside its folder', 'src/plan/check/allowed.ts', uses('../path')],
  ['a file of ours is called like a package of Node', 'src/plan/path.ts', value('1')],
  ['a report imports the rehearsal', 'src/report/allowed.ts', uses('../rehearsal/one')],
  ['aws imports its SDK', 'src/aws/allowed.ts', "import { Stack } from 'aws-cdk-lib/core';\n\nexport const two = Stack;\n"],
  ['k8s imports its SDK', 'src/k8s/allowed.ts', "import { Chart } from 'cdk8s';\n\nexport const two = Chart;\n"],
  ['pulumi imports its SDK and reads a file', 'src/pulumi/allowed.ts',
    "import { readFileSync } from 'node:fs';\nimport { Resource } from '@pulumi/pulumi';\n\nexport const two = [readFileSync, Resource, Date];\n"],
  ['everything imports a leaf helper', 'src/model/allowed-a.ts', uses('../private/one')],
  ['two files know each other by type only', 'src/model/allowed-b.ts', "import type { two as other } from './allowed-c';\n\nexport const two = (of: typeof other) => of;\n"],
  ['the other of the two', 'src/model/allowed-c.ts', "import { two as other } from './allowed-b';\n\nexport const two = [other];\n"],
];

interface Message {
  readonly ruleId: string | null;
  readonly message: string;
}

interface LintResult {
  readonly filePath: string;
  readonly messages: Message[];
}

const messages = new Map<string, Message[]>();

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-lint-'));
  try {
    for (const file of ['.eslintrc.json', 'package.json', 'tsconfig.json']) cpSync(join(root, file), join(folder, file));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const files: Record<string, string> = { ...TARGETS, 'test/tsconfig.json': '{"extends": "../tsconfig.json", "include": ["*.ts"]}' };
    for (const [, file, text] of [...FORBIDDEN, ...ALLOWED]) files[file] = text;
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    // a process of its own: zones are relative to the working directory of the process
    const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/eslint/bin/eslint.js'), '--ext', '.ts', '--format', 'json', 'src', 'test'],
      { cwd: folder, encoding: 'utf8', env: { ...process.env, ESLINT_USE_FLAT_CONFIG: 'false', NODE_NO_WARNINGS: '1' } });
    for (const result of JSON.parse(stdout) as LintResult[]) messages.set(result.filePath.slice(folder.length + 1), result.messages);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each(FORBIDDEN)('fails when %s', (_, file, __, rule, sentence) => {
  expect(messages.get(file)).toContainEqual(expect.objectContaining({ ruleId: rule, message: expect.stringContaining(sentence) }));
});

test.each(ALLOWED)('%s', (_, file) => {
  expect(messages.get(file)).toEqual([]);
});

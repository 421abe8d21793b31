import type { awscdk } from 'projen';

const core = ['model', 'plan', 'rehearsal', 'report', 'catalog'];
const ends = ['aws', 'k8s', 'pulumi', 'ci'];
const outside = ['cli', 'testing'];

/** Which folder may import which, and why; each is an error of the linter with the sentence given here. */
const zones = [
  { target: './src/model', from: ['plan', 'rehearsal', 'report', 'catalog', ...ends, ...outside], message: 'The model says what the user means and knows nothing that reads it.' },
  { target: './src/plan', from: ['rehearsal', 'report', 'catalog', ...ends, ...outside], message: 'The plan is the narrow waist: it knows the model and nothing behind it.' },
  { target: './src/rehearsal', from: ['report', 'catalog', ...ends, ...outside], message: 'A rehearsal runs the plan; it knows no back end and no report.' },
  { target: './src/report', from: ['catalog', ...ends, ...outside], message: 'A report reads plans and timelines; it knows no back end.' },
  { target: './src/catalog', from: ['rehearsal', 'report', ...ends, ...outside], message: 'Policies judge the plan; they know no back end.' },
  ...ends.map((end) => ({
    target: `./src/${end}`,
    from: ['rehearsal', 'report', 'catalog', ...ends.filter((other) => other !== end), ...outside],
    message: 'A back end reads the plan and the model; it never imports another back end.',
  })),
  { target: './src/testing', from: ['catalog', ...ends, 'cli'], message: 'What tests say of a release, they say of its plan and its rehearsal; they know no back end.' },
  { target: './src/cli', from: ['testing', 'pulumi'], message: 'The command reads plans and files; it asserts nothing and registers nothing.' },
  { target: './src/private', from: [...core, ...ends, ...outside], message: 'private/ holds leaf helpers: they import nothing of ours.' },
].map(({ target, from, message }) => ({ target, from: from.map((folder) => `./src/${folder}`), message }));

// judged by where an import leads, since `..` and `../model` lead to a barrel as well as `../model/index`
const noBarrel = { target: './src/*/**', from: './src/**/index.ts', message: 'Import the declaring file: a barrel imported from inside makes the cycles.' };
const noSelf = { regex: '^spillway(/|$)', message: 'Import the declaring file: the package itself is what was compiled last.' };
const noRoot = { name: 'aws-cdk-lib', message: 'Import aws-cdk-lib/core: the root makes every compile and lint twice as slow.' };

const effects = 'The library is a pure function of its input: time, chance, files and the process belong to cli/, pulumi/ and run-time handlers.';
const node = {
  regex: '^(node:.*|(fs|path|os|crypto|child_process|worker_threads|process|timers|http|https|net|url|util)(/.*)?)$',
  message: effects,
};
const vendor = (regex: string) => ({ regex, message: 'A vendor SDK is imported only in the folder of its own back end; the core knows no vendor.' });
const sdks = {
  aws: vendor('^aws-cdk-lib(/|$)'),
  k8s: vendor('^cdk8s(-|/|$)'),
  pulumi: vendor('^@pulumi/'),
};

/** Writes the design's import rules, forbidden globals and size limits into the linter's configuration. */
export function boundaries(project: awscdk.AwsCdkConstructLibrary): void {
  const eslint = project.eslint!;
  eslint.allowDevDeps('src/pulumi/**');
  // the runtime of Lambda brings the SDK along
  eslint.allowDevDeps('src/aws/handlers/**');
  eslint.addRules({
    'import/no-restricted-paths': ['error', { zones: [...zones, noBarrel] }],
    'import/no-cycle': ['error', { ignoreExternal: true }],
    'max-lines': ['error', { max: 400 }],
    'max-len': ['error', { code: 160, ignoreUrls: true, ignoreTemplateLiterals: true, ignoreStrings: true, ignoreRegExpLiterals: true }],
    '@stylistic/max-len': ['off'],
    // these two would break apart what reads best in one line: the literal of a small struct as an argument
    '@stylistic/object-property-newline': ['off'],
    '@stylistic/object-curly-newline': ['off'],
    '@stylistic/quotes': ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }],
    'import/order': ['error', {
      groups: ['builtin', 'external', 'parent', 'sibling'],
      pathGroups: [{ pattern: 'spillway{,/**}', group: 'external' }],
      pathGroupsExcludedImportTypes: [],
      alphabetize: { order: 'asc', caseInsensitive: true },
    }],
    '@typescript-eslint/no-explicit-any': ['error'],
    '@typescript-eslint/member-ordering': ['off'],
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  });
  eslint.addOverride({
    files: ['src/**/*.ts'],
    excludedFiles: ['src/pulumi/**', 'src/cli/**', 'src/aws/handlers/**'],
    rules: {
      'no-restricted-globals': ['error', ...['Date', 'process', 'setTimeout', 'setInterval', 'setImmediate', 'performance', 'fetch', 'console']
        .map((name) => ({ name, message: effects }))],
      'no-restricted-properties': ['error',
        { object: 'Math', property: 'random', message: effects },
        { object: 'Temporal', property: 'Now', message: effects }],
    },
  });
  const restrict = (folder: string, ...forbidden: object[]) => eslint.addOverride({
    files: [`src/${folder}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { paths: [noRoot], patterns: [noSelf, ...forbidden] }] },
  });
  for (const folder of [...core, 'ci', 'private', 'testing']) restrict(folder, node, sdks.aws, sdks.k8s, sdks.pulumi);
  restrict('aws', node, sdks.k8s, sdks.pulumi);
  restrict('aws/handlers', sdks.aws, sdks.k8s, sdks.pulumi);
  restrict('k8s', node, sdks.aws, sdks.pulumi);
  // the one file that writes what a cdk8s app synthesizes, in place of cdk8s
  eslint.addOverride({
    files: ['src/k8s/manifests/write-folders.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [noRoot], patterns: [noSelf, sdks.aws, sdks.k8s, sdks.pulumi] }] },
  });
  restrict('pulumi', sdks.aws, sdks.k8s);
  restrict('cli', sdks.pulumi);
  eslint.addOverride({
    files: ['test/**/*.ts', 'examples/**/*.ts', 'bench/**/*.ts', 'tools/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [noRoot] }],
      '@typescript-eslint/no-require-imports': 'off',
      'import/no-extraneous-dependencies': 'off',
      'no-bitwise': 'off',
    },
  });
}

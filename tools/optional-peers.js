/**
 * Shows with the compiled library that nobody needs the SDKs of a back end that is not used: installs it beside some of its
 * peers only, and runs a program against it, as CommonJS and as a module.
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '..');
const { bundledDependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));

const CORE = `
  const { RootConstruct } = require('constructs');
  const { Environment, Plan, ReleasePipeline, Tier } = spillway;
  const pipeline = new ReleasePipeline(new RootConstruct(), 'Shop', { service: 'shop' });
  pipeline.addWave('beta', { environments: [new Environment('beta', { tier: Tier.TEST })] });
  Plan.fromJson(Plan.of(pipeline).toJson());`;

const CASES = [
  {
    name: 'the root loads nothing before something is used',
    peers: [],
    program: "require('spillway'); if (Object.keys(require.cache).length !== 2) throw new Error(Object.keys(require.cache));",
  },
  { name: 'the core works without any SDK', peers: [], program: `const spillway = require('spillway'); ${CORE}` },
  {
    name: 'aws works without cdk8s',
    peers: ['aws-cdk-lib'],
    program: "const { aws } = require('spillway'); if (!aws.CodePipelineRelease || aws !== require('spillway/aws')) throw new Error('no aws');",
  },
  {
    name: 'k8s works without aws-cdk-lib',
    peers: ['cdk8s'],
    program: "const { k8s } = require('spillway'); if (!k8s.GitOpsRelease || k8s !== require('spillway/k8s')) throw new Error('no k8s');",
  },
  {
    name: 'pulumi works without aws-cdk-lib and cdk8s',
    peers: ['@pulumi/pulumi'],
    program: "if (Object.keys(require('spillway/pulumi')).length === 0) throw new Error('no pulumi');",
  },
  {
    name: 'a module imports names of the root',
    peers: ['aws-cdk-lib'],
    module: true,
    program: "import { aws, Plan } from 'spillway'; if (!aws.CodePipelineRelease || !Plan) throw new Error('no names');",
  },
];

/** What the program of a case says when it fails; empty when it runs. */
function run({ peers, program, module }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spillway-peers-'));
  try {
    install(path.join(folder, 'node_modules'), peers);
    const file = path.join(folder, module ? 'program.mjs' : 'program.cjs');
    fs.writeFileSync(file, program);
    const { status, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
    return status === 0 ? '' : stderr;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** The library itself is copied: Node would look for its peers where a link leads. */
function install(modules, peers) {
  const library = path.join(modules, 'spillway');
  fs.mkdirSync(library, { recursive: true });
  fs.cpSync(path.join(root, 'lib'), path.join(library, 'lib'), { recursive: true });
  fs.copyFileSync(path.join(root, 'package.json'), path.join(library, 'package.json'));
  for (const name of ['constructs', ...bundledDependencies, ...peers]) {
    fs.mkdirSync(path.dirname(path.join(modules, name)), { recursive: true });
    fs.symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
  }
}

for (const one of CASES) {
  const said = run(one);
  console.log(`${said ? 'FAILED' : 'ok    '} ${one.name}`);
  if (said) {
    console.error(said);
    process.exitCode = 1;
  }
}

/**
 * The main job on the real examples, offline: declare, read the plan, synthesize for AWS and for Kubernetes, compare, see what a
 * mistake looks like, prove what holds in whatever order things happen, and play a release that goes wrong.
 */
const fs = require('node:fs');
const path = require('node:path');
const { compile } = require('./compiled');

compile();
// the examples are the sources a user would write; they load the library as it is published
require('ts-node').register({ transpileOnly: true, project: path.join(__dirname, '..', 'examples', 'tsconfig.json') });
process.env.CDK_VALIDATION ??= 'false';

const { RootConstruct } = require('constructs');
const {
  Duration, Environment, Fault, Gate, Plan, PlanReport, ProblemReport, Proof, Rehearsal, ReleasePipeline, ReleaseReport, RollbackTrigger, Scenario, Signal, Story, Tier, Traffic, TrafficShift,
} = require('..');

const examples = path.join(__dirname, '..', 'examples');
const example = (file) => require(path.join(examples, file));

function chapter(title) {
  console.log(`\n${title}\n${'═'.repeat(title.length)}\n`);
}

/** Synthesizes into a folder of an example and tells what lies there now. */
function synthesize(folder, synth) {
  const outdir = path.join(examples, folder);
  fs.rmSync(outdir, { recursive: true, force: true });
  synth(outdir);
  const files = fs.readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, file) => sum + fs.statSync(path.join(file.parentPath, file.name)).size, 0);
  console.log(`examples/${folder.padEnd(20)} ${String(files.length).padStart(3)} files  ${String(Math.ceil(bytes / 1024)).padStart(4)} KiB`);
}

/** A declaration that looks reasonable and is not: a canary that nobody would learn anything from. */
function mistaken() {
  const errors = Signal.errorRatio({ atMost: 0.005, detect: 0.01 });
  const pipeline = new ReleasePipeline(new RootConstruct(), 'Hasty', {
    service: 'hasty',
    traffic: Traffic.of({ requestsPerSecond: 60, errorRatio: 0.001 }),
    rollbackOn: [RollbackTrigger.signal(errors)],
  });
  pipeline.addWave('prod', {
    environments: [new Environment('prod', { tier: Tier.PRODUCTION })],
    gates: [Gate.approval({ group: 'developers', excludeAuthor: false })],
    trafficShift: TrafficShift.canary({ percent: 1, hold: Duration.minutes(5) }),
    bakeTime: Duration.hours(1),
  });
  return Plan.of(pipeline);
}

const orders = Plan.of(example('two-worlds/pipeline').ordersPipeline(new RootConstruct()));

chapter('A release, declared once: examples/two-worlds/pipeline.ts');
console.log(PlanReport.of(orders).toText());

chapter('Synthesized');
synthesize('aws-shop/cdk.out', (outdir) => example('aws-shop/app').shopApp({ outdir }).synth());
synthesize('k8s-shop/dist', (outdir) => example('k8s-shop/app').shopApp(outdir).synth());
synthesize('two-worlds/cdk.out', (outdir) => example('two-worlds/aws').ordersOnAws(outdir).synth());
synthesize('two-worlds/dist', (outdir) => example('two-worlds/k8s').ordersOnKubernetes(outdir).synth());

chapter('One declaration, two worlds');
console.log(example('two-worlds/parity').parity.toText());

chapter('A canary of one percent for five minutes, and an approval that the author may give: nothing would be synthesized');
console.log(ProblemReport.of(mistaken().problems).toText());

chapter('The first release again: what holds of it in whatever order things happen');
const proof = Proof.ofPlan(orders).prove();
console.log(proof.toText());

chapter('And with a build that breaks where customers are: rehearsed before anything is deployed');
const rehearsal = Rehearsal.ofPlan(orders);
const broken = rehearsal.play(Scenario.of('broken build', { faults: [Fault.errors({ ratio: 0.05, environments: ['one-box', 'prod-eu', 'prod-us'] })] }));
console.log(broken.toText());
const page = path.join(examples, 'out', 'orders.html');
fs.mkdirSync(path.dirname(page), { recursive: true });
const others = [Story.GOOD_BUILD, Story.SLOW_LEAK, Story.METRIC_OUTAGE].map((story) => rehearsal.play(rehearsal.ready(story).scenario));
fs.writeFileSync(page, ReleaseReport.of(orders, { timelines: [broken, ...others], proof }).toHtml());
console.log(`\n${path.relative(process.cwd(), page)}: the pipeline, four stories and whom they reach, on one page that opens anywhere`);

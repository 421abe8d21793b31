/** The proof: `proof WAVES GATES`. Between waves it goes from move to move, inside a wave with gates from event to event. */
import { RootConstruct } from 'constructs';
import { Day, DeploymentWindow, Environment, Gate, Plan, Proof, ReleasePipeline, Tier } from 'spillway';
import { mark, numbers, report } from './harness';

const WARM = 8;

const [waves, gates] = numbers;
const pipeline = new ReleasePipeline(new RootConstruct(), 'Shop', { service: 'shop' });
const all = [
  Gate.approval({ group: 'releasers' }),
  Gate.window(DeploymentWindow.weekly('office', { days: [Day.MONDAY, Day.TUESDAY], from: '09:00', to: '16:00', timeZone: 'Europe/Zurich' })),
  Gate.check({ name: 'smoke', commands: ['npm run smoke'] }),
];
for (let wave = 1; wave <= waves; wave++) {
  pipeline.addWave(`wave-${wave}`, { environments: [new Environment(`env-${wave}`, { tier: Tier.STAGING })], gates: all.slice(0, gates) });
}
const proof = Proof.ofPlan(Plan.of(pipeline));
mark('declare');
// before it counts, since its loops are compiled while they run
for (let i = 0; i < WARM; i++) proof.prove();
mark('warm up');
const { states, transitions, isComplete } = proof.prove();
mark('prove');
report(() => ({ waves, gates, states, transitions, complete: isComplete ? 1 : 0 }));

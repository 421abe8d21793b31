import { RootConstruct } from 'constructs';
import { Fault, k8s, Outcome, Plan, Rehearsal, Scenario } from 'spillway';
import { shopApp } from '../../../examples/k8s-shop/app';
import { shopPipeline } from '../../../examples/k8s-shop/pipeline';
import { writtenTexts } from './written-texts';

const late = { environments: ['one-box', 'prod-eu', 'prod-us'] };

describe('what is rehearsed of the manifests of the shop', () => {
  const declared = Plan.of(shopPipeline(new RootConstruct()));
  const [read] = k8s.ManifestReading.of(writtenTexts(shopApp('unused'))).plans;

  test.each([
    ['good', Outcome.RELEASED, []],
    ['broken', Outcome.ROLLED_BACK, [Fault.errors({ ratio: 0.2, ...late })]],
    ['silent', Outcome.UNDECIDED, [Fault.silence(late)]],
  ])('is what is rehearsed of its declaration, as soon as somebody says how many customers there are: %s', (name, outcome, faults) => {
    // the one thing that a rehearsal needs and no manifest says
    const informed = Plan._of({ ...read._document, traffic: declared._document.traffic });
    const [one, other] = [declared, informed].map((plan) => Rehearsal.ofPlan(plan).play(Scenario.of(name, { faults })));
    expect(one.outcome).toBe(outcome);
    expect(other.events).toEqual(one.events);
    expect([other.outcome, other.exposedRequests, other.harmedRequests]).toEqual([one.outcome, one.exposedRequests, one.harmedRequests]);
  });
});

import { Gate } from 'spillway';
import { upstream } from '../../../src/plan/check/upstream';
import { found, soundPlan } from '../../support/sound-plan';

const dependingOn = (service: string, versions?: string) => found(upstream(soundPlan({}, { gates: [Gate.dependsOn({ service, environment: 'prod', versions })] })));

test.each([undefined, '*', '^1.2.0', '>=1.0.0 <2.0.0 || 3.x'])('another service in %s will do', (versions) => {
  expect(dependingOn('payments', versions)).toEqual([]);
});

test('fails when the service waits for itself', () => {
  expect(dependingOn('shop')).toEqual(['SP2003 Shop/prod/gates/dependsOn-1/service']);
});

test.each(['>2.0.0 <1.0.0', 'newest', 'v1 and v2'])('fails when no version is in %s', (versions) => {
  expect(dependingOn('payments', versions)).toEqual(['SP2003 Shop/prod/gates/dependsOn-1/versions']);
});

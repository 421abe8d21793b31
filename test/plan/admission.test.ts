import type { ReleasePipeline } from 'spillway';
import { Environment, Feature, Gate, Tier } from 'spillway';
import { Admission } from '../../src/plan/admission';
import { error } from '../../src/plan/problem-definition';
import { FakeRenderer } from '../support/fake-renderer';
import { declared } from '../support/story';

const beta = new Environment('beta', { tier: Tier.TEST });
const sound = () => declared({}, (pipeline) => pipeline.addWave('beta', { environments: [beta], gates: [Gate.approval({ group: 'managers' })] }));
const SP9999 = error('SP9999', 'paper is too small', 'it tears', '-');
const tooSmall = SP9999.at('Shop', { got: 'A5', allowed: 'at least A4', remedies: ['take a larger sheet'] });

/** What `cdk synth` and `cdk8s synth` would print. */
const printed = (pipeline: ReleasePipeline) => pipeline.node.validate();

test('a sound pipeline stands in nobody\'s way', () => {
  const pipeline = sound();
  const admission = new Admission(pipeline, new FakeRenderer());
  expect(admission.sound).toBe(true);
  expect(printed(pipeline)).toEqual([]);
});

test('fails when the back end refuses a feature, and says what to declare instead', () => {
  const pipeline = sound();
  const admission = new Admission(pipeline, new FakeRenderer([Feature.GATE_APPROVAL]));
  expect(admission.sound).toBe(false);
  expect(printed(pipeline)).toEqual([
    'SP3101 Shop/beta/gates/approval-1: back end does not do this: got "gate.approval", allowed is what paper can do: paper cannot wait; leave the gate out',
  ]);
});

test('fails when a limit of the platform is passed', () => {
  const pipeline = sound();
  new Admission(pipeline, new FakeRenderer([], () => [tooSmall]));
  expect(printed(pipeline)).toEqual(['SP9999 Shop: paper is too small: got "A5", allowed is at least A4; take a larger sheet']);
});

test('limits are not asked of a plan that is wrong in itself', () => {
  const pipeline = declared({}, () => undefined);
  new Admission(pipeline, new FakeRenderer([], () => { throw new Error('was asked'); }));
  expect(printed(pipeline)).not.toEqual([]);
});

test('fails when the back end finds at synthesis that something is missing', () => {
  const pipeline = sound();
  const missing = [tooSmall];
  new Admission(pipeline, new FakeRenderer(), () => missing);
  expect(printed(pipeline)).toHaveLength(1);
  missing.pop();
  expect(printed(pipeline)).toEqual([]);
});

test('fails when the pipeline goes on changing', () => {
  const pipeline = sound();
  new Admission(pipeline, new FakeRenderer());
  pipeline.addWave('late', { environments: [new Environment('late', { tier: Tier.TEST })] });
  expect(printed(pipeline).map((line) => line.slice(0, 6))).toEqual(['SP3102']);
});

import { Environment, Gate, Tier } from 'spillway';
import { approval } from '../../../src/plan/check/approval';
import { found, soundPlan } from '../../support/sound-plan';

const alone = Gate.approval({ group: 'developers', excludeAuthor: false });
const problems = (...gates: Gate[]) => found(approval(soundPlan({}, { gates })));

test('somebody else is asked by default, or where two people are', () => {
  expect(problems(Gate.approval({ group: 'leads' }))).toEqual([]);
  expect(problems(Gate.approval({ group: 'leads', excludeAuthor: false, quorum: 2 }))).toEqual([]);
  expect(problems(alone, Gate.approval({ group: 'leads' }))).toEqual([]);
  expect(problems()).toEqual([]);
});

test('fails when the author is enough in production', () => {
  expect(problems(alone, alone)).toEqual(['SP2002 Shop/prod/gates/approval-1', 'SP2002 Shop/prod/gates/approval-2']);
});

test('the author may start a wave without customers', () => {
  expect(approval(soundPlan({}, { gates: [alone], environments: [new Environment('test', { tier: Tier.STAGING })] }))).toEqual([]);
});

import { acknowledgements, withoutAcknowledged } from '../../../src/plan/check/acknowledgement';
import { SP2001, SP2005, SP2009 } from '../../../src/plan/problems-release';
import { soundPlan } from '../../support/sound-plan';

const details = { got: 'x', allowed: 'y', remedies: ['z'] };
const found = [SP2001.at('Shop', details), SP2005.at('Shop', details), SP2009.at('Shop', details)];
const acknowledging = (...codes: string[]) => ({ ...soundPlan(), acknowledged: codes.map((code) => ({ code, reason: 'it is so' })) });
const codes = (problems: { code: string }[]) => problems.map(({ code }) => code);

test('a warning that was taken note of is no longer shown; an error is', () => {
  expect(codes(withoutAcknowledged(acknowledging('SP2005', 'SP2001'), found))).toEqual(['SP2001', 'SP2009']);
});

test('what takes note of a warning that was found is fine', () => {
  expect(acknowledgements(acknowledging('SP2005'), found)).toEqual([]);
});

test('fails when the warning does not occur, the code does not exist, or it is an error', () => {
  const problems = acknowledgements(acknowledging('SP2010', 'SP205', 'nonsense', 'SP2001'), found);
  expect(codes(problems)).toEqual(['SP2101', 'SP2102', 'SP2102', 'SP2103']);
  expect(problems[0].allowed).toBe('a warning that was found: SP2005, SP2009');
  expect(problems.map(({ remedies }) => remedies[0])).toEqual([
    'remove the acknowledgement', 'write SP2005 if that is meant', 'look the code up in docs/problems.md', 'mend what it reports and remove the acknowledgement',
  ]);
});

test('the codes of a back end are left to the back end', () => {
  expect(acknowledgements(acknowledging('SP4001', 'SP5001', 'SP6001'), found)).toEqual([]);
});

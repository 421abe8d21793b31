import { Plan } from 'spillway';
import { BAD_DECLARATIONS } from './support/bad-declarations';

test.each(BAD_DECLARATIONS)('fails when $when', ({ declare, codes, messages }) => {
  const { problems } = Plan.of(declare());
  expect(problems.map(({ code }) => code)).toEqual(codes);
  if (messages) expect(problems.map(({ message }) => message)).toEqual(messages);
});

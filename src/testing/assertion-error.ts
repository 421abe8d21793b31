import type { Verdict } from './verdict';

/**
 * What test runners know as a failed assertion, and not as a program that broke: the form of the error that Node's own `assert` throws.
 * @param assertion what was called; the stack begins where it was called
 */
export function assertionError({ expected, received, message }: Verdict, assertion: (...args: never[]) => void): Error {
  const error = Object.assign(new Error(message), { code: 'ERR_ASSERTION', expected, actual: received, operator: assertion.name, generatedMessage: false });
  // not shown among the other properties
  Object.defineProperty(error, 'name', { value: 'AssertionError', configurable: true, writable: true });
  Error.captureStackTrace(error, assertion);
  return error;
}

import { InvalidArgumentError, Option } from 'commander';

/** What every command that takes a release says of it. */
export const RELEASE = 'a plan, a template or manifests: a file, or a folder such as cdk.out';

/** Options that mean the same in each command. */
export const json = () => new Option('--json', 'as JSON, for programs');
export const out = () => new Option('-o, --out <file>', 'write to a file, whole or not at all');
export const service = () => new Option('--service <name>', 'which of several pipelines');

/** Takes numbers such as `10000`, and nothing that only begins like one. */
export function wholeNumber(atLeast: number): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (Number.isSafeInteger(number) && number >= atLeast) return number;
    throw new InvalidArgumentError(`Allowed is a whole number of at least ${atLeast}.`);
  };
}

/** An error of an AWS API. */
export class Refusal extends Error {
  constructor(public readonly code: string, message: string) {
    super(message);
  }
}

/**
 * How much a state machine asks for at once. A state takes 256 KiB, and what is known of an execution, with the message of its
 * commit, or of an action, with its parameters, is up to five.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const PAGE_SIZE = 50;

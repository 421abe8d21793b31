/** A Kargo promotion step; the configuration of each kind has its own schema. */
export interface PromotionStep {
  readonly uses: string;
  readonly as?: string;
  readonly if?: string;
  readonly continueOnError?: boolean;
  readonly retry?: { readonly errorThreshold?: number; readonly timeout?: string };
  readonly config: Record<string, unknown>;
}

/** Stands for all steps of a PromotionTask. Kargo reads no condition here, so the steps themselves carry it. */
export interface TaskStep {
  readonly task: { readonly name: string };
  readonly as: string;
  readonly vars: { readonly name: string; readonly value: string }[];
}

/**
 * How many errors a step survives. Kargo repeats at once, then twice as late each time, up to a quarter of an hour: five
 * errors are over in a fifth of a second, fifteen in about three minutes, thirty in about four hours.
 */
export const BEFORE_A_CHANGE = { errorThreshold: 15 };

/** Errors are counted over all the hours that a step waits, and one of the network's is no verdict on the release. */
export const WHILE_WATCHING = { errorThreshold: 100 };

/** The way back is given up last. */
export const WHILE_TAKING_BACK = { errorThreshold: 30, timeout: '4h' };

/** How often a step asks again what people or other systems decide. */
export const POLL_INTERVAL = '1m';

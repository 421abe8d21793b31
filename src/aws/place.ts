import type { Stage, Stack } from 'aws-cdk-lib/core';
import { Aws, Token } from 'aws-cdk-lib/core';

/** An account and a Region. */
export interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** Where a stage is deployed, or `undefined` when it does not say. */
export function placeOfStage(stage: Stage): Place | undefined {
  return place(stage.account, stage.region);
}

/** Where a stack is deployed, or `undefined` when it does not say. */
export function placeOfStack(stack: Stack): Place | undefined {
  return place(stack.account, stack.region);
}

export function isSameAccount(a: Place, b: Place): boolean {
  return a.account === b.account;
}

export function isSameRegion(a: Place, b: Place): boolean {
  return a.region === b.region;
}

function place(account: string | undefined, region: string | undefined): Place | undefined {
  if (!account || !region || Token.isUnresolved(account) || Token.isUnresolved(region)) return undefined;
  return { partition: Aws.PARTITION, account, region };
}

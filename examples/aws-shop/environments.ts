import type { Environment as Place } from 'aws-cdk-lib/core';
import { Environment, Tier } from 'spillway';

export const beta = new Environment('beta', { tier: Tier.TEST });
export const gamma = new Environment('gamma', { tier: Tier.STAGING });
export const oneBox = new Environment('one-box', { tier: Tier.PRODUCTION });
export const prodEu = new Environment('prod-eu', { tier: Tier.PRODUCTION });
export const prodUs = new Environment('prod-us', { tier: Tier.PRODUCTION });

/** Where the pipelines and the images are. */
export const tooling = { account: '111111111111', region: 'eu-central-1' };

const testing = '222222222222';
const production = '333333333333';

/** Which environment is which account and Region. */
export const places = new Map<Environment, Place>([
  [beta, { account: testing, region: 'eu-central-1' }],
  [gamma, { account: testing, region: 'eu-west-1' }],
  [oneBox, { account: production, region: 'eu-west-1' }],
  [prodEu, { account: production, region: 'eu-central-1' }],
  [prodUs, { account: production, region: 'us-east-1' }],
]);

/** The connection to the repository, of which each pipeline builds what is its own. */
export const connectionArn = `arn:aws:codeconnections:eu-central-1:${tooling.account}:connection/4f0bd4a5-1c1b-4f6e-9d0e-2f1c3b7a8d90`;

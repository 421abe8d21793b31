import type { App } from 'aws-cdk-lib/core';
import type { ReleasePipelineProps } from 'spillway';
import { Environment, ReleasePipeline, Tier, Traffic } from 'spillway';

export const TOOLING = { account: '111111111111', region: 'eu-central-1' };
export const WORKLOADS = { account: '222222222222', region: 'eu-central-1' };
export const ABROAD = { account: '222222222222', region: 'us-east-1' };

export function environment(name: string): Environment {
  return new Environment(name, { tier: Tier.TEST });
}

export function declare(app: App, service: string, props: Partial<ReleasePipelineProps> = {}): ReleasePipeline {
  return new ReleasePipeline(app, service, { service, traffic: Traffic.of({ requestsPerSecond: 500, errorRatio: 0.001 }), ...props });
}

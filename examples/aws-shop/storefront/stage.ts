import type { StageProps } from 'aws-cdk-lib/core';
import { Stage } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Environment, ReleasePipeline } from 'spillway';
import { NetworkStack } from './network';
import { RobotStack } from './robot';
import { WebStack } from './web';

export interface StorefrontStageProps extends StageProps {
  readonly pipeline: ReleasePipeline;
  readonly environment: Environment;
  /** Whether designers look at a new version before customers do. */
  readonly previewed: boolean;
  /** Under which customers find it. */
  readonly domain: string;
}

/** The shop front in one environment. */
export class StorefrontStage extends Stage {
  constructor(scope: Construct, id: string, props: StorefrontStageProps) {
    super(scope, id, props);
    const { vpc } = new NetworkStack(this, 'Network');
    const { robot } = new RobotStack(this, 'Robot', props.domain);
    new WebStack(this, 'Web', { ...props, vpc, robot });
  }
}

import type { Construct } from 'constructs';
import type { ReleasePipeline } from 'spillway';
import { shopPipeline as apiPipeline } from '../../examples/aws-shop/api/pipeline';
import { storefrontPipeline } from '../../examples/aws-shop/storefront/pipeline';
import { shopPipeline as k8sPipeline } from '../../examples/k8s-shop/pipeline';
import { ordersPipeline } from '../../examples/two-worlds/pipeline';

/** The declarations of all examples. */
export const DECLARED: Record<string, (scope: Construct) => ReleasePipeline> = {
  'aws-shop': apiPipeline,
  'the shop front of aws-shop': storefrontPipeline,
  'k8s-shop': k8sPipeline,
  'two-worlds': ordersPipeline,
};

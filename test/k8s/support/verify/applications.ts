import { k8s } from 'spillway';
import { shopApp } from '../../../../examples/k8s-shop/app';
import { ordersOnKubernetes } from '../../../../examples/two-worlds/k8s';
import { boutique } from '../boutique';
import { CANARY, FLAGGER, GATEWAY, shopOn, TIER_0, WATCHED } from '../engines';
import { beta } from '../shop';
import { everything } from './everything';

/** A watched canary, of Flagger. */
function withFlagger(outdir: string): k8s.GitOpsApp {
  const app = new k8s.GitOpsApp({ outdir, engine: FLAGGER });
  return shopOn(FLAGGER, { app, pipeline: { rollbackOn: WATCHED }, waves: [['beta', { environments: [beta], trafficShift: CANARY }]], workload: { router: GATEWAY } }).app;
}

/** Deployments that a person applies. */
function byHand(outdir: string): k8s.GitOpsApp {
  return shopOn(TIER_0, { app: new k8s.GitOpsApp({ outdir, engine: TIER_0 }) }).app;
}

/** Applications that are verified, by name. */
export const APPLICATIONS: Record<string, (outdir: string) => k8s.GitOpsApp> = {
  'k8s-shop': shopApp,
  'two-worlds': ordersOnKubernetes,
  'microservices-demo': boutique,
  'everything': everything,
  'flagger': withFlagger,
  'by-hand': byHand,
};

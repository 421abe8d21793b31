import { Duration, k8s, NoData, RollbackTrigger, Signal, TrafficShift } from 'spillway';
import type { ShopOptions } from './shop';
import { shop } from './shop';

export const FLAGGER = k8s.Engine.of({ progressive: k8s.Progressive.FLAGGER });
export const DEPLOYMENTS = k8s.Engine.of({ progressive: k8s.Progressive.NONE });
export const TIER_0 = k8s.Engine.of({ promotion: k8s.Promotion.NONE, progressive: k8s.Progressive.NONE });

/** A signal that Flagger takes: no data fails. */
export const ERRORS = Signal.errorRatio({ atMost: 0.005, noData: NoData.FAIL });
export const WATCHED = [RollbackTrigger.signal(ERRORS)];
export const GATEWAY = k8s.TrafficRouter.gatewayApi({ gateway: 'public', gatewayNamespace: 'gateways' });
export const CANARY = TrafficShift.canary({ percent: 10, hold: Duration.minutes(10) });

/** The shop, for an engine. */
export function shopOn(engine: k8s.Engine, options: ShopOptions = {}) {
  // nobody watches for images where nobody promotes
  const release = { ...(engine.promotion === k8s.Promotion.NONE && { images: [] }), ...options.release };
  return shop({ app: new k8s.GitOpsApp({ outdir: 'unused', engine }), ...options, release });
}

import type { IRenderer } from '../plan/renderer';
import { CAPABILITIES } from './capabilities';
import { limits } from './limits';

/** Argo CD, Argo Rollouts, Kargo (open source) and the Prometheus Operator, taken together. */
export const KUBERNETES: IRenderer = {
  platform: 'Kubernetes',
  capability: (feature) => CAPABILITIES[feature],
  limits,
};

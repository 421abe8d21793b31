import type { ShiftSpec } from '../../model/spec';
import type { Manifest } from '../rules/manifest';
import { percentOfPods } from './percent-of-pods';
import type { Shifting } from './shift';
import { rollingShift, shiftOfSteps } from './shift';

/** How a Deployment replaces its pods. It stops at a version that never becomes ready, and takes nothing back. */
export function deploymentShift(deployment: Manifest): Shifting {
  return { shift: shiftOf(deployment), watched: [], verifications: [], undoesFailed: false };
}

function shiftOf({ spec }: Manifest): ShiftSpec {
  const rolling = spec.at('strategy', 'rollingUpdate');
  if (spec.at('strategy', 'type').text === 'Recreate') return rollingShift(100);
  if (rolling.at('maxSurge').text === '100%') return shiftOfSteps([]);
  return rollingShift(percentOfPods(rolling.at('maxUnavailable'), spec.at('replicas').number ?? 1));
}

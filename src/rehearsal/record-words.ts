import type { ActionEffect, Effect, RecordEffect, RollbackCause } from '../plan/effect';

const ACTIONS: Record<ActionEffect['kind'], true> = { requestApproval: true, judgeGate: true, deploy: true, verify: true, rollBack: true, wake: true };

/** Whether it is written down, and not to be done. */
export function isRecord(effect: Effect): effect is RecordEffect {
  return !(effect.kind in ACTIONS);
}

/** What is written down, as one would tell it. */
export function recordWords(effect: RecordEffect): string {
  switch (effect.kind) {
    case 'arrived': return `${effect.release} arrives`;
    case 'released': return `${effect.release} is released`;
    case 'vetoed': return `${effect.release} goes nowhere any more until somebody lifts its veto`;
    case 'vetoLifted': return `${effect.by} lifts the veto of ${effect.release}`;
    case 'rejected': return `${effect.release} is rejected: ${effect.reason}`;
    case 'waiting': return `${effect.release} waits before ${effect.wave}`;
    case 'entered': return `${effect.release} enters ${effect.wave}`;
    case 'stepReached': return `${effect.release} has ${effect.percent} % of the traffic in ${effect.wave}`;
    case 'verifying': return `${effect.release} is verified in ${effect.wave}`;
    case 'baking': return `${effect.release} bakes in ${effect.wave}`;
    case 'done': return `${effect.release} is done in ${effect.wave}`;
    case 'dismissed': return `${effect.release} is sent away before ${effect.wave}: ${DISMISSALS[effect.cause]}`;
    case 'withdrawn': return `${effect.release} is taken out of ${effect.wave}`;
    case 'rollingBack': return `${effect.release} is rolled back in ${effect.wave}${effect.to ? ` to ${effect.to}` : ''}: ${causeWords(effect.cause)}`;
    case 'rolledBack': return `${effect.release} is gone from ${effect.wave}`;
    case 'rollbackFailed': return `the rollback of ${effect.release} in ${effect.wave} fails`;
    case 'approved': return `${effect.by} approves ${effect.release} for ${effect.wave}`;
    case 'overridden': return `${effect.by} overrides ${effect.gate} for ${effect.release} before ${effect.wave}`;
    case 'held': return `${effect.by} holds ${effect.release} in ${effect.wave}`;
    case 'resumed': return `${effect.by} lets ${effect.release} go on in ${effect.wave}`;
  }
}

const DISMISSALS = {
  superseded: 'a newer one takes its place', refused: 'somebody refused', timedOut: 'nobody answered in time', failedGate: 'a gate failed', vetoed: 'it was undone elsewhere',
};

export function causeWords(cause: RollbackCause): string {
  switch (cause.kind) {
    case 'signal': return cause.noData ? `${cause.signal} has no data in ${cause.environment}` : `${cause.signal} fails in ${cause.environment}`;
    case 'failedDeployment': return `the deployment to ${cause.environment} failed`;
    case 'failedVerification': return `${cause.verification} failed`;
    case 'operator': return `${cause.by} ordered it`;
  }
}

import { Annotations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { PlanDocument } from '../../../plan/document';
import type { EcsHookSpec } from '../../ecs-hook';
import { EcsTimeoutAction } from '../../ecs-hook';
import { SP4417 } from '../../problems-workloads';

const MINUTE_MS = 60_000;

/** Warns of what would stand on the way back of a release; any wave can be undone when its traffic has moved, if only by order. */
export function warnOfWayBack(workload: IConstruct, plan: PlanDocument, hooks: EcsHookSpec[]): void {
  if (plan.acknowledged.some(({ code }) => code === SP4417.code)) return;
  for (const { stages, timeoutMs } of hooks.filter(({ handler, onTimeout }) => !handler && onTimeout === EcsTimeoutAction.ROLLBACK)) {
    const { code, message } = SP4417.at(workload.node.path, {
      got: `a pause of ${timeoutMs / MINUTE_MS} min at ${stages.join(' and ')} that ends with ROLLBACK`, allowed: 'EcsTimeoutAction.CONTINUE',
      remedies: ['let it go on, and ask in a Gate.approval whom a release must not go without', 'acknowledge it where somebody is always there to continue a rollback'],
    });
    Annotations.of(workload).addWarningV2(`spillway:${code}`, message);
  }
}

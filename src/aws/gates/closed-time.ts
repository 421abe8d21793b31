import type { FreezeSpec } from '../../model/spec';
import { datedInterval } from '../../plan/calendar/interval';
import type { ClosedTime } from '../handlers/gate/question';

/** A freeze as the gate function compares it with its clock. */
export function closedTime(span: FreezeSpec['span']): ClosedTime {
  return span.kind === 'dated' ? { kind: span.kind, ...datedInterval(span) } : span;
}

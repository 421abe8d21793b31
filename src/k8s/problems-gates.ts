import { error } from '../plan/problem-definition';

/* Gates, and what undoes a release. */

export const SP5401 = error('SP5401', 'triggers of a wave undo differently far',
  'Kargo tells its steps that the promotion failed, not which trigger it was, so all of them undo as far.',
  'rollbackOn: [RollbackTrigger.signal(errors, { scope: RollbackScope.PROMOTED })] // and a failed deployment has the scope of its wave');

export const SP5402 = error('SP5402', 'an order of an operator cannot undo waves before',
  'A person takes one environment back, by its branch or by an older Freight; nothing tells Kargo to do the same elsewhere.',
  'rollbackOn: [RollbackTrigger.operator({ scope: RollbackScope.PROMOTED })]');

import { error } from '../plan/problem-definition';

/* SP81xx  what Git is asked for */

export const SP8101 = error('SP8101', 'revision cannot be read',
  'A comparison with what cannot be opened would say that everything is new.',
  'spillway diff mian:plan.json plan.json');

export const SP8102 = error('SP8102', 'two releases cannot be told',
  'A comparison needs a former release and a later one.',
  'spillway diff plan.json');

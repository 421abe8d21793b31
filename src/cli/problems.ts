import { error } from '../plan/problem-definition';

/* SP80xx  what the command is given */

export const SP8001 = error('SP8001', 'input cannot be read',
  'Nothing can be said of what cannot be opened.',
  'spillway plan plann.json');

export const SP8002 = error('SP8002', 'input releases nothing that is known',
  'A report on an empty input would praise it for what is not there.',
  'spillway check package.json');

export const SP8003 = error('SP8003', 'input has no such pipeline, or more than one',
  'A command that looks at one release does not guess which one is meant.',
  'spillway rehearse cdk.out --service shopp');

export const SP8004 = error('SP8004', 'output cannot be written',
  'The result would be lost without a word.',
  'spillway plan cdk.out --out /nowhere/plan.json');

export const SP8005 = error('SP8005', 'story has another name',
  'A story that is left out because of a slip would be missed only by those who count.',
  'spillway rehearse plan.json broken-biuld');

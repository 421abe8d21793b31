import { error } from '../plan/problem-definition';

/* SP83xx  what is known of former releases */

export const SP8301 = error('SP8301', 'history cannot be understood',
  'A row that is read wrongly would acquit a bad release, or blame a good one.',
  'time,release,requests,errors\n2026-03-02T10:00:00Z,v42,1200,many');

export const SP8302 = error('SP8302', 'history has no such release',
  'A bad release that is not there would count as one that was stopped by nobody.',
  'spillway replay plan.json --metrics history.csv --bad v24');

export const SP8303 = error('SP8303', 'no gate counts requests',
  'A history of requests and errors says only what signals of errors would have done.',
  "rollbackOn: [RollbackTrigger.signal(Signal.saturation({ resource: 'cpu', atMostPercent: 80 }))]");

import { error } from '../plan/problem-definition';

/* SP33xx  what a rehearsal is asked */

export const SP3301 = error('SP3301', 'plan has errors and cannot be rehearsed',
  'What a wrong declaration would do is not defined, so there is nothing to rehearse.',
  "Rehearsal.of(pipeline).play(Scenario.of('good build')); // of a pipeline without waves");

export const SP3302 = error('SP3302', 'scenario cannot be played',
  'A fault in a place that does not exist shows nowhere, and the rehearsal would praise a pipeline for what it was never asked.',
  "Scenario.of('broken build', { faults: [Fault.deployment('prodd')] });");

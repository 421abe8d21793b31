import { error } from '../plan/problem-definition';

/* SP33xx  what a rehearsal or a proof is asked */

export const SP3301 = error('SP3301', 'plan has errors and cannot be rehearsed',
  'What a wrong declaration would do is not defined, so there is nothing to rehearse.',
  "Rehearsal.of(pipeline).play(Scenario.of('good build')); // of a pipeline without waves");

export const SP3302 = error('SP3302', 'scenario cannot be played',
  'A fault in a place or at a time that does not exist never shows, and the rehearsal would praise a pipeline for what it was never asked.',
  "Scenario.of('broken build', { faults: [Fault.deployment('prodd')] });");

export const SP3303 = error('SP3303', 'plan has errors and nothing can be proved of it',
  'What a wrong declaration would do is not defined, so no statement about it is true or false.',
  'Proof.of(pipeline).prove(); // of a pipeline without waves');

export const SP3304 = error('SP3304', 'property names a wave that the plan does not have',
  'Nothing ever happens in a wave that does not exist, so every property of it would hold.',
  "Property.never('unattended', Situation.at('prodd', Standing.MOVING));");

export const SP3305 = error('SP3305', 'releases cannot be counted',
  'Shares and percentiles of releases that do not exist, or that take no time that is known, say nothing.',
  'Rehearsal.of(pipeline).many({ releases: 0 });');

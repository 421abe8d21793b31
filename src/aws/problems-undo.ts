import { error } from '../plan/problem-definition';

/* SP47xx  who is told, and what undoes */

export const SP4701 = error('SP4701', 'audience listens for a wave of another pipeline',
  'Nothing would ever be told of it, which shows on the day when somebody should have been paged.',
  'release.notify(aws.Audience.topic(onCall, { waves: [waveOfAnotherPipeline] }));');

export const SP4702 = error('SP4702', 'topic cannot be told anything',
  'EventBridge sends to standard topics of its own Region only, and drops what it cannot deliver.',
  "release.notify(aws.Audience.topic(new Topic(stack, 'Pages', { fifo: true })));");

export const SP4703 = error('SP4703', 'audience hears nothing',
  'An audience without an urgency, or without a wave, is somebody who believes to be told and is not.',
  'release.notify(aws.Audience.topic(onCall, { urgencies: [] }));');

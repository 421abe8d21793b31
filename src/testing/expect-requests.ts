import type { ExposurePoint, Timeline } from '../rehearsal/timeline';
import { lastLines } from './last-lines';
import { receivedTimeline } from './received';
import type { Verdict } from './verdict';
import { verdict } from './verdict';

/** No more requests of customers than these fail because of it. */
export function harmsAtMost(received: Timeline, requests: number): Verdict {
  const timeline = receivedTimeline(received);
  return counted(timeline, requests, timeline.harmedRequests, 'fail because of', ({ harmedRequests }) => harmedRequests);
}

/** No more requests of customers than these are answered by it. */
export function exposesAtMost(received: Timeline, requests: number): Verdict {
  const timeline = receivedTimeline(received);
  return counted(timeline, requests, timeline.exposedRequests, 'meet', (point) => point.requests);
}

function counted(timeline: Timeline, atMost: number, count: number, happens: string, of: (point: ExposurePoint) => number): Verdict {
  const places = timeline.exposures.flatMap(({ environment, points }) => points.slice(-1).map((last) => `${Math.round(of(last))} in ${environment}`));
  return verdict({
    pass: count <= atMost,
    subject: `at most ${atMost} requests`,
    to: `${happens} the release`,
    received: `${count} ${count === 1 ? 'does' : 'do'}${places.length > 0 ? `: ${places.join(', ')}` : ''}`,
    evidence: lastLines(timeline),
  });
}

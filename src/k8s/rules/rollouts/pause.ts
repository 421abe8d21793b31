import { goDurationMs } from '../durations';
import type { Field } from '../field';

/** How long a pause lasts, in seconds: `endless` until somebody ends it, nothing when the duration is none. */
export function pauseSeconds(pause: Field): number | 'endless' | undefined {
  const duration = pause.at('duration');
  if (!duration.isSet) return 'endless';
  const seconds = duration.number ?? seconded(duration.text);
  return seconds !== undefined && seconds >= 0 ? seconds : undefined;
}

function seconded(text: string): number | undefined {
  const ms = goDurationMs(text);
  return ms === undefined ? undefined : Math.trunc(ms / 1_000);
}

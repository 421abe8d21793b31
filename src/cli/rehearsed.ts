import type { Plan } from '../plan/plan';
import { ManyReleases } from '../rehearsal/many/many-releases';
import { manySpec } from '../rehearsal/many/many-spec';
import { CHUNK, sumOf } from '../rehearsal/many/tally';
import { Rehearsal } from '../rehearsal/rehearsal';
import { rehearsedTraffic } from '../rehearsal/some-traffic';
import type { Story } from '../rehearsal/story/story';
import type { Timeline } from '../rehearsal/timeline';
import { numberWords } from '../report/words/count';
import type { Io } from './io';
import { storyName } from './story-names';

/** A story that was played, or what the plan has nothing to show it with. */
export interface Told {
  readonly name: string;
  readonly timeline?: Timeline;
  readonly missing?: string;
}

export function rehearseStories(plan: Plan, stories: readonly Story[], { progress }: Io): Told[] {
  const rehearsal = Rehearsal.ofPlan(plan);
  const told = stories.map((story, i): Told => {
    const name = storyName(story);
    progress(`playing ${name}, ${i + 1} of ${stories.length}`);
    const { scenario, missing } = rehearsal.ready(story);
    return { name, missing, timeline: scenario && rehearsal.play(scenario) };
  });
  progress('');
  return told;
}

export async function rehearseMany(plan: Plan, releases: number, seed: number, { progress, playChunks }: Io): Promise<ManyReleases> {
  const document = plan._document;
  const spec = manySpec(document, { releases, seed });
  const tallies = await playChunks({ plan: document, traffic: rehearsedTraffic(document), spec }, (chunks) => {
    progress(`played ${numberWords(Math.min(releases, chunks * CHUNK))} of ${numberWords(releases)} releases`);
  });
  progress('');
  return ManyReleases._of(sumOf(tallies));
}

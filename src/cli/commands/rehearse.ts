import type { Command } from 'commander';
import { Option } from 'commander';
import type { Plan } from '../../plan/plan';
import { rehearsedTraffic } from '../../rehearsal/some-traffic';
import { Story } from '../../rehearsal/story/story';
import type { End } from '../exit';
import { examples } from '../help';
import type { Io } from '../io';
import { json, out, RELEASE, service, wholeNumber } from '../options';
import { deliver } from '../out-file';
import { rehearseMany, rehearseStories } from '../rehearsed';
import { soundPlan } from '../sound-plan';
import { storiesNamed, STORY_NAMES } from '../story-names';
import { jsonText } from '../views/json';
import { manyData, storiesData } from '../views/rehearsal-data';
import { storiesTable, storiesText } from '../views/stories-text';

interface RehearseOptions {
  readonly json?: boolean;
  readonly many?: number;
  readonly seed: number;
  readonly out?: string;
  readonly service?: string;
}

/** `spillway rehearse`: what would become of a release, in one story, in all of them, or a great many times. */
export function rehearseCommand(program: Command, io: Io, end: End): void {
  const command = program.command('rehearse')
    .summary('what would become of a release, with faults and without')
    .description('Plays releases in virtual time: a story from its beginning to its end, all stories side by side, or many releases by chance.')
    .argument('<path>', RELEASE)
    .argument('[story...]', `which ones; all without: ${STORY_NAMES.join(', ')}`)
    .addOption(new Option('--many <releases>', 'how long releases take, and how many are rolled back').argParser(wholeNumber(1)))
    .addOption(new Option('--seed <number>', 'where the chance of --many begins; the same seed gives the same result').argParser(wholeNumber(0)).default(1))
    .addOption(service())
    .addOption(json())
    .addOption(out())
    .addHelpText('after', examples([
      ['spillway rehearse plan.json', 'all stories, side by side'],
      ['spillway rehearse plan.json broken-build', 'who meets a broken build, and how it is undone'],
      ['spillway rehearse plan.json --many 100000 --seed 7', 'lead time, false alarms and missed failures, on all cores'],
    ]));
  command.action(async (path: string, names: string[], options: RehearseOptions) => {
    if (options.many !== undefined && names.length > 0) command.error("error: option '--many' cannot be used with the name of a story");
    if (options.many === undefined && command.getOptionValueSource('seed') === 'cli') command.error("error: option '--seed' needs '--many'");
    const stories = storiesNamed(names);
    const plan = soundPlan(path, options.service, io, end);
    if (!plan) return;
    if (!plan._document.traffic) io.err(`the plan declares no traffic: rehearsed with ${rehearsedTraffic(plan._document).requestsPerSecond} requests a second\n`);
    deliver(io, options.many === undefined ? told(plan, stories, options, io) : await counted(plan, options.many, options, io), options.out);
  });
}

function told(plan: Plan, stories: Story[], options: RehearseOptions, io: Io): string {
  const played = rehearseStories(plan, stories.length > 0 ? stories : Object.values(Story), io);
  if (options.json) return jsonText(storiesData(plan.service, played));
  return stories.length > 0 ? storiesText(played) : storiesTable(plan.service, played);
}

async function counted(plan: Plan, releases: number, { seed, ...options }: RehearseOptions, io: Io): Promise<string> {
  const many = await rehearseMany(plan, releases, seed, io);
  return options.json ? jsonText(manyData(plan.service, seed, many)) : many.toText();
}

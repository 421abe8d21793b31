import { parse } from 'yaml';
import type { JobSpec } from '../../model/spec';
import { named } from '../../plan/reading/named';
import { field, list, number, parsed, text } from './data';
import type { Notes } from './notes';
import type { Resource } from './template';
import type { Templates } from './templates';
import type { WrittenAction } from './written-pipeline';

const MINUTE_MS = 60_000;
/** https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html */
const HOUR_MS = 60 * MINUTE_MS;
const PHASES = ['install', 'pre_build', 'build', 'post_build'];
/** Images that CodeBuild has itself, which is what a job without an image gets. */
const OWN_IMAGE = /^aws\/codebuild\//;

/** What is run as a job: an action, or a rule of a condition. */
export type Runs = Pick<WrittenAction, 'name' | 'provider' | 'configuration' | 'commands' | 'at'>;

/** A job as it stands in an action; of what runs elsewhere only its name is known. */
export class Jobs {
  constructor(private readonly templates: Templates, private readonly notes: Notes) {}

  public of(runs: Runs): JobSpec {
    const { name, provider, configuration, commands, at } = runs;
    const project = this.project(runs);
    const job = { name: named(name, 'job', 48), image: '', timeoutMs: HOUR_MS };
    if (commands.length > 0) return { ...job, commands };
    if (!project) {
      this.notes.add(at, `what ${provider || 'the action'} runs is not in the templates; it is taken for a job`);
      this.notes.seen.hide(`what ${provider || 'the action'} runs is not in the templates`, 'signals', 'bake');
      return { ...job, commands: [[provider, ...Object.values(configuration).slice(0, 1)].filter(Boolean).join(' ') || 'unknown'] };
    }
    const image = text(field(project.properties, 'Environment', 'Image'));
    return {
      ...job,
      commands: this.commands(project, at),
      image: OWN_IMAGE.test(image) ? '' : image,
      timeoutMs: (number(field(project.properties, 'TimeoutInMinutes')) ?? 60) * MINUTE_MS,
    };
  }

  /** What a job runs, in one text. */
  public script(runs: Runs): string {
    const project = this.project(runs);
    return [...runs.commands, ...project ? commandsOf(project) : []].join('\n');
  }

  private project({ provider, configuration, at }: Runs): Resource | undefined {
    if (provider !== 'CodeBuild') return undefined;
    return this.templates.named(this.templates.at(at), configuration.ProjectName ?? '', ['AWS::CodeBuild::Project'], 'Name');
  }

  private commands(project: Resource, at: Runs['at']): string[] {
    const commands = commandsOf(project);
    if (commands.length > 0) return commands;
    this.notes.add(at, 'the commands are in the source, not in the template');
    return [text(field(project.properties, 'Source', 'BuildSpec')).split('\n')[0] || 'buildspec.yml'];
  }
}

function commandsOf({ properties }: Resource): string[] {
  const specification = buildSpecification(text(field(properties, 'Source', 'BuildSpec')));
  return PHASES.flatMap((phase) => list(field(specification, 'phases', phase, 'commands')).map(text)).filter(Boolean);
}

function buildSpecification(written: string): unknown {
  const json = parsed(written);
  if (json !== undefined) return json;
  try {
    return parse(written, { logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

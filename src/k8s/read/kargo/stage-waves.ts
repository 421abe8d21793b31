import { goDurationMs } from '../../rules/durations';
import { APPLICATION } from '../../rules/kinds';
import type { Manifest } from '../../rules/manifest';
import type { Sources } from '../sources';
import type { ReadStage } from './stage';
import { kindOf } from './stage';

/** The Stages of a wave. */
export interface StageWave {
  readonly name: string;
  readonly after: string[];
  /** One for each environment. */
  readonly stages: ReadStage[];
  /** Those that judge a release before it enters. */
  readonly judges: ReadStage[];
  /** How long Freight stays before a later wave takes it. */
  readonly soakMs: number;
}

/** The waves of a project: Stages of environments that are one by the Application's word, or that one Stage joins. */
export function stageWaves(stages: readonly ReadStage[], sources: Sources): StageWave[] {
  const graph = new StageGraph(stages, sources);
  const places = stages.filter((stage) => kindOf(stage) === 'environment');
  const names = [...new Set(places.map((stage) => graph.waveOf(stage)))];
  return names.map((name) => {
    const own = places.filter((stage) => graph.waveOf(stage) === name);
    const judges = [...new Set(own.flatMap((stage) => graph.judgesOf(stage)))];
    const next = stages.filter(({ from }) => from.some((before) => own.some((stage) => stage.name === before)));
    return {
      name,
      stages: own,
      judges,
      after: [...new Set([...own, ...judges].flatMap((stage) => graph.wavesBefore(stage)))].filter((before) => before !== name).sort(),
      soakMs: Math.max(0, ...next.map(({ soak }) => goDurationMs(soak.text) ?? 0)),
    };
  });
}

class StageGraph {
  private readonly byName: ReadonlyMap<string, ReadStage>;
  private readonly applications: readonly Manifest[];

  constructor(private readonly stages: readonly ReadStage[], sources: Sources) {
    this.byName = new Map(stages.map((stage) => [stage.name, stage]));
    this.applications = sources.of(APPLICATION);
  }

  /** Name of the wave of an environment's Stage. */
  public waveOf(stage: ReadStage): string {
    return waveSaid(applicationOf(stage, this.applications)) || this.joined(stage)?.name.replace(/^wave-/, '') || stage.name;
  }

  public judgesOf({ from }: ReadStage): ReadStage[] {
    return from.flatMap((name) => this.byName.get(name) ?? []).filter((stage) => kindOf(stage) === 'judge');
  }

  /** Names of the waves that Freight comes from, through whatever joins or judges them. */
  public wavesBefore(stage: ReadStage, seen = new Set<ReadStage>()): string[] {
    if (seen.has(stage)) return [];
    seen.add(stage);
    return stage.from.flatMap((name) => {
      const before = this.byName.get(name);
      if (!before) return [];
      return kindOf(before) === 'environment' ? [this.waveOf(before)] : this.wavesBefore(before, seen);
    });
  }

  /** A Stage that joins this one with others that take Freight from where it does. */
  private joined(stage: ReadStage): ReadStage | undefined {
    const alike = (name: string) => this.byName.get(name)?.from.join() === stage.from.join();
    return this.stages.find((one) => kindOf(one) === 'join' && one.from.length > 1 && one.from.includes(stage.name) && one.from.every(alike));
  }
}

/** The Application that a Stage is the first to be allowed to change, or that bears its name. */
export function applicationOf({ name, manifest }: ReadStage, applications: readonly Manifest[]): Manifest | undefined {
  const own = `${manifest.namespace}:${name}`;
  return applications.find(({ root }) => root.at('metadata', 'annotations', 'kargo.akuity.io/authorized-stage').text.split(',')[0] === own);
}

function waveSaid(application: Manifest | undefined): string {
  return said(application, 'Wave');
}

/** What an Application says about itself. */
export function said(application: Manifest | undefined, name: string): string {
  return application?.spec.at('info').items.find((info) => info.at('name').text === name)?.at('value').text ?? '';
}

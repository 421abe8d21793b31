import { named } from '../../plan/reading/named';
import type { Field } from '../rules/field';
import type { Folder } from '../rules/folder';
import { ANALYSIS_TEMPLATE, CLUSTER_ANALYSIS_TEMPLATE } from '../rules/kinds';
import type { Manifest } from '../rules/manifest';
import { analysisMetrics } from './analyses';
import type { Reading } from './reading';
import type { ReadVerification } from './shift';

/** What an analysis looks at, as a watch over a step and as a verification after all of them. */
export interface Looked {
  /** Names of signals. */
  readonly signals: string[];
  /** How long the longest of them is measured. */
  readonly durationMs: number;
  readonly jobs: ReadVerification[];
  /** The jobs and the measurements, in their order. */
  readonly judged: ReadVerification[];
}

const NOTHING: Looked = { signals: [], durationMs: 0, jobs: [], judged: [] };

/** Reads the analyses that one object asks for. */
export class AnalysisReader {
  constructor(private readonly manifest: Manifest, private readonly folder: Folder, private readonly reading: Reading) {}

  /** @param templates a list of references to templates */
  public read(templates: Field, nameKey = 'templateName'): Looked {
    return templates.items.map((reference) => this.one(reference, reference.at(nameKey))).reduce((all, one) => ({
      signals: [...all.signals, ...one.signals],
      durationMs: Math.max(all.durationMs, one.durationMs),
      jobs: [...all.jobs, ...one.jobs],
      judged: [...all.judged, ...one.judged],
    }), NOTHING);
  }

  private one(reference: Field, name: Field): Looked {
    const { notes, signals } = this.reading;
    const isOfCluster = reference.at('clusterScope').isTrue || reference.at('kind').text === CLUSTER_ANALYSIS_TEMPLATE.kind;
    const kind = isOfCluster ? CLUSTER_ANALYSIS_TEMPLATE : ANALYSIS_TEMPLATE;
    const template = this.folder.find(kind, name.text, this.manifest);
    if (!template) {
      notes.add(name, `the ${kind.kind} "${name.text}" is not among the manifests: what it judges is not known`);
      notes.seen.hide(`the ${kind.kind} "${name.text}" is not among the manifests`, 'signals', 'bake');
      return NOTHING;
    }
    const own = named(name.text.split(`${this.manifest.name}-verify-`).pop()!, 'verification', 48);
    const metrics = analysisMetrics(template, notes);
    const judged = metrics.map((metric, i): ReadVerification => (metric.kind === 'job'
      ? { name: metric.job.name, kind: 'job', job: metric.job }
      : { name: i === 0 ? own : `${own}-${i + 1}`, kind: 'measurement', signal: metric.spec.name, durationMs: metric.durationMs }));
    for (const metric of metrics) if (metric.kind === 'signal') signals.judge(metric.spec, metric.value, template.spec);
    return {
      signals: metrics.flatMap((metric) => (metric.kind === 'signal' ? [metric.spec.name] : [])),
      durationMs: Math.max(0, ...metrics.map((metric) => (metric.kind === 'signal' ? metric.durationMs : 0))),
      jobs: judged.filter(({ kind: of }) => of === 'job'),
      judged,
    };
  }
}

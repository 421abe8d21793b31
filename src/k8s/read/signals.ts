import type { SignalSpec } from '../../model/spec';
import type { Field } from '../rules/field';
import type { Notes } from './notes';
import type { RecordedSignal } from './recorded';
import { recordedSignals } from './recorded';
import type { Sources } from './sources';

/** The signals that manifests measure. One of a name in several places is one signal. */
export class Signals {
  private readonly known = new Map<string, SignalSpec>();
  private readonly recorded: readonly RecordedSignal[];

  constructor(sources: Sources, private readonly notes: Notes) {
    this.recorded = sources.all.flatMap(recordedSignals);
  }

  /** Those that were asked for, by name. */
  public get specs(): SignalSpec[] {
    return [...this.known.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** Asks for signals by their names: each as it is recorded in an environment. */
  public ask(names: readonly string[], environment: string, at: Field): void {
    for (const name of names) {
      const alike = this.recorded.filter(({ spec }) => spec.name === name);
      const found = alike.find((one) => one.environment === environment) ?? alike[0];
      if (found) {this.keep(found.spec, found.at);} else if (!this.known.has(name)) {
        this.notes.add(at, `the signal "${name}" is recorded by none of the rules: what it measures is not known, and a signal stands in for it`);
        this.known.set(name, { ...UNKNOWN, name, measure: { ...UNKNOWN.measure, metric: name } });
      }
    }
  }

  /** Takes a signal as an analysis judges it: that is of the new version where it is not what is recorded of all versions. */
  public judge(spec: SignalSpec, value: string, at: Field): void {
    const recorded = this.recorded.filter((one) => one.spec.name === spec.name);
    if (recorded.length === 0) this.keep(spec, at);
    else this.keep({ ...recorded[0].spec, scope: recorded.some((one) => one.value === value) ? 'service' : 'version' }, at);
  }

  private keep(spec: SignalSpec, at: Field): void {
    const before = this.known.get(spec.name);
    if (before && content(before) !== content(spec)) this.notes.add(at, `differs from other signals of the name "${spec.name}", which is read as the first of them`);
    this.known.set(spec.name, { ...before ?? spec, scope: before?.scope === 'version' || spec.scope === 'version' ? 'version' : 'service' });
  }
}

/** Stands in for a signal that no manifest has. */
const UNKNOWN = {
  measure: { kind: 'custom', metric: '', statistic: 'unknown', comparison: 'atMost', bound: 0 },
  periodMs: 60_000, datapointsToFail: 1, datapointsObserved: 1, noData: 'hold', scope: 'service',
} as const;

/** Whatever the custom query of a signal is: workloads have names of their own in theirs. */
function content({ scope, measure, ...rest }: SignalSpec): string {
  return JSON.stringify([rest, measure.kind === 'custom' ? { ...measure, metric: '' } : measure]);
}

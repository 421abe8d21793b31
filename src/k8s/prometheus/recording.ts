import type { SignalSpec } from '../../model/spec';
import type { PlannedWave } from '../../plan/document';
import { budgetGroups, budgetName, budgetsOf } from './budget';
import type { SignalLabels } from './recorded-signals';
import { recordingGroups } from './recorded-signals';
import { ruleTests } from './rule-tests';
import { recordedOf } from './watch';
import type { Watched } from './watched';

/** What is recorded of a workload: the signals and error budgets that somebody asks about in its environment. */
export class Recording {
  public readonly signals: SignalSpec[];
  private readonly budgets;

  /** @param takesRequests of a workload that takes none, no budget can be counted */
  constructor(wave: PlannedWave, signals: SignalSpec[], takesRequests: boolean) {
    this.signals = recordedOf(wave, signals);
    this.budgets = takesRequests ? budgetsOf(wave) : [];
  }

  /** What an environment's kustomization says is recorded. */
  public get names(): string[] {
    return [...this.signals.map(({ name }) => name), ...this.budgets.map(budgetName)];
  }

  public groups(labels: SignalLabels, watched: Watched): Record<string, unknown>[] {
    return [...recordingGroups(this.signals, labels, watched), ...budgetGroups(this.budgets, labels, watched)];
  }

  /** The rules as Prometheus reads them, and their tests, by the names of their files. */
  public testFiles(labels: SignalLabels, watched: Watched): Map<string, object> {
    const name = `${labels.environment}.${watched.workload}`;
    const rulesFile = `${name}.rules.yaml`;
    const tests = ruleTests(rulesFile, this.signals, this.budgets, labels, watched);
    if (tests.size === 0) return new Map();
    return new Map([[rulesFile, { groups: this.groups(labels, watched) }], ...[...tests].map(([interval, file]): [string, object] => [`${name}.${interval}.test.yaml`, file])]);
  }
}

import type { Chart } from 'cdk8s';
import { Severity } from '../plan/problem';
import { controllerProblems } from './rules/controller-problems';

/** What the controllers take although it is unsafe: kept where the warnings of plans are, since cdk8s has no channel for them. */
const WARNING = 'spillway:warning';

/** What the controllers would refuse of a chart, whoever added it. Warnings are kept as metadata of the chart. */
export function judged(chart: Chart, manifests: readonly object[]): string[] {
  const problems = controllerProblems(manifests, chart.node.path);
  const known = chart.node.metadata.map(({ data }) => data as string);
  for (const { message, severity } of problems) {
    if (severity === Severity.WARNING && !known.includes(message)) chart.node.addMetadata(WARNING, message);
  }
  return problems.filter(({ severity }) => severity === Severity.ERROR).map(({ message }) => `[${chart.node.path}] ${message}`);
}

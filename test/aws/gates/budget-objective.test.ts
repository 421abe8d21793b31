import { Template } from 'aws-cdk-lib/assertions';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { App, Stack } from 'aws-cdk-lib/core';
import { BudgetObjective } from '../../../src/aws/gates/budget-objective';
import type { Reading } from '../../../src/aws/workloads/workload-metrics';

const of = (metricName: string) => new Metric({ namespace: 'Shop', metricName, statistic: 'Sum' });
const place = (id: 'primary' | 'alternate'): Reading => ({
  id, name: id,
  metric: new MathExpression({ expression: 'FILL(errors, 0) / requests', usingMetrics: { errors: of(`${id}Errors`), requests: of(`${id}Requests`) } }),
  requests: of(`${id}Requests`),
});

function counted(readings: Reading[]): Stack {
  const stack = new Stack(new App(), 'Api');
  const budget = { id: 'budget', kind: 'budget' as const, objectiveRatio: 0.9995, windowMs: 7 * 86_400_000, remainingAtLeastRatio: 0.1 };
  new BudgetObjective(stack, 'Budget', { service: 'shop', environment: 'prod', budget, measured: { shifting: () => [], settled: () => readings } });
  return stack;
}

test('places that take turns are counted together, and one without requests silences nothing', () => {
  const [{ Properties }] = Object.values(Template.fromStack(counted([place('primary'), place('alternate')])).findResources('AWS::ApplicationSignals::ServiceLevelObjective'));
  const { TotalRequestCountMetric: total, MonitoredRequestCountMetric: { BadCountMetric: bad } } = Properties.RequestBasedSli.RequestBasedSliMetric;
  const shown = (queries: { ReturnData: boolean; Expression: string }[]) => queries.filter(({ ReturnData }) => ReturnData).map(({ Expression }) => Expression);
  expect(shown(total)).toEqual(['FILL(all0, 0) + FILL(all1, 0)']);
  expect(shown(bad)).toEqual(['FILL(failing0 * all0, 0) + FILL(failing1 * all1, 0)']);
  expect(bad).toContainEqual({ Id: 'failing1', Expression: 'FILL(failing1_errors, 0) / failing1_requests', ReturnData: false });
  expect(new Set(bad.map(({ Id }: { Id: string }) => Id)).size).toBe(bad.length);
});

test('an objective is a percentage without the digits of binary fractions', () => {
  const [{ Properties }] = Object.values(Template.fromStack(counted([place('primary')])).findResources('AWS::ApplicationSignals::ServiceLevelObjective'));
  expect(Properties.Goal).toEqual({ AttainmentGoal: 99.95, Interval: { RollingInterval: { Duration: 7, DurationUnit: 'DAY' } } });
});

test('fails when nobody counts requests', () => {
  const { requests, ...uncounted } = place('primary');
  expect(requests).toBeDefined();
  for (const readings of [[], [uncounted]]) {
    expect(() => Template.fromStack(counted(readings))).toThrow(/SP4306 Api\/Budget: workload cannot count the error budget: got "no failures among requests"/);
  }
});

import type { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

type Query = CfnServiceLevelObjective.MetricDataQueryProperty;

/** A metric, or an expression with what it is made of, as queries of which the first may be shown. */
export function metricQueries(id: string, metric: IMetric, returnData = true): Query[] {
  const { metricStat, mathExpression } = metric.toMetricConfig();
  if (mathExpression) {
    const parts = Object.entries(mathExpression.usingMetrics).flatMap(([part, used]) => metricQueries(part, used, false));
    return [{ id, expression: mathExpression.expression, returnData }, ...parts];
  }
  const { namespace, metricName, dimensions, period, statistic } = metricStat!;
  // dimensions come with their keys in the letters of the alarms' API
  const named = dimensions?.map(({ name, value }) => ({ name, value: `${value}` }));
  return [{ id, metricStat: { metric: { namespace, metricName, dimensions: named }, period: period.toSeconds(), stat: statistic }, returnData }];
}

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
  return [{
    id,
    metricStat: { metric: { namespace, metricName, dimensions: dimensions?.map(({ name, value }) => ({ name, value })) }, period: period.toSeconds(), stat: statistic },
    returnData,
  }];
}

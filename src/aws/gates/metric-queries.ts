import type { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

type Query = CfnServiceLevelObjective.MetricDataQueryProperty;

/** A metric, or an expression with what it is made of, as queries that are used and not shown. Ids begin with the given one. */
export function metricQueries(id: string, metric: IMetric): Query[] {
  const { metricStat, mathExpression } = metric.toMetricConfig();
  if (mathExpression) {
    const parts = Object.entries(mathExpression.usingMetrics);
    const expression = parts.reduce((text, [part]) => text.replace(new RegExp(`\\b${part}\\b`, 'g'), `${id}_${part}`), mathExpression.expression);
    return [{ id, expression, returnData: false }, ...parts.flatMap(([part, used]) => metricQueries(`${id}_${part}`, used))];
  }
  const { namespace, metricName, dimensions, period, statistic } = metricStat!;
  const named = dimensions?.map(({ name, value }) => ({ name, value: `${value}` }));
  return [{ id, metricStat: { metric: { namespace, metricName, dimensions: named }, period: period.toSeconds(), stat: statistic }, returnData: false }];
}

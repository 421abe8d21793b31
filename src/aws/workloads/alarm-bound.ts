import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import type { MeasureSpec } from '../../model/spec';
import { stopAt } from '../../plan/sequential-signal';

const { GREATER_THAN_OR_EQUAL_TO_THRESHOLD, GREATER_THAN_THRESHOLD, LESS_THAN_THRESHOLD } = ComparisonOperator;

/** The value beyond which a signal's alarm counts a data point as failing. */
export function bound(measure: MeasureSpec): { readonly threshold: number; readonly comparisonOperator: ComparisonOperator } {
  switch (measure.kind) {
    case 'errorRatio': return { threshold: measure.atMostRatio, comparisonOperator: GREATER_THAN_THRESHOLD };
    case 'sequential': return { threshold: Number(stopAt(measure).toPrecision(12)), comparisonOperator: GREATER_THAN_OR_EQUAL_TO_THRESHOLD };
    case 'latency': return { threshold: measure.atMostMs, comparisonOperator: GREATER_THAN_THRESHOLD };
    case 'saturation': return { threshold: measure.atMostPercent, comparisonOperator: GREATER_THAN_THRESHOLD };
    case 'synthetic': return { threshold: measure.atLeastSuccessPercent, comparisonOperator: LESS_THAN_THRESHOLD };
    case 'custom': return { threshold: measure.bound, comparisonOperator: measure.comparison === 'atMost' ? GREATER_THAN_THRESHOLD : LESS_THAN_THRESHOLD };
  }
}

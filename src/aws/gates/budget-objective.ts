import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { Construct } from 'constructs';
import type { SignalSpec } from '../../model/spec';
import type { PlannedGate } from '../../plan/document';
import { objectiveName } from '../names';
import { SP4306 } from '../problems-gates';
import type { WorkloadMetrics } from '../workloads/workload-metrics';
import { metricQueries } from './metric-queries';

const DAY_MS = 86_400_000;

/** The failures that an error budget counts, a minute at a time. Its bound is never looked at: the objective has one of its own. */
const FAILURES: SignalSpec = {
  name: 'budget',
  measure: { kind: 'errorRatio', atMostRatio: 0, detectRatio: 0, minimumRequests: 0 },
  periodMs: 60_000,
  datapointsToFail: 1,
  datapointsObserved: 1,
  noData: 'hold',
  scope: 'service',
};

export interface BudgetObjectiveProps {
  readonly service: string;
  readonly environment: string;
  readonly budget: Extract<PlannedGate, { kind: 'budget' }>;
  readonly measured: WorkloadMetrics;
}

/**
 * The service level objective of an environment, counted in requests: its error budget is what the wave's gate asks for.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-ServiceLevelObjectives.html
 */
export class BudgetObjective extends Construct {
  constructor(scope: Construct, id: string, { service, environment, budget, measured }: BudgetObjectiveProps) {
    super(scope, id);
    const counted = measured.settled(FAILURES).flatMap(({ metric, requests }) => (requests ? [{ metric, requests }] : []));
    if (counted.length === 0) {
      const problem = SP4306.at(this.node.path, {
        got: 'no failures among requests', allowed: 'a workload whose requests are counted', remedies: ['declare Gate.quiet on a signal instead', 'give the workload a load balancer'],
      });
      this.node.addValidation({ validate: () => [problem.message] });
      return;
    }
    // places take turns, and the one that has no requests says nothing, which would silence the sum
    const sum = (term: (place: number) => string) => counted.map((_, place) => (counted.length > 1 ? `FILL(${term(place)}, 0)` : term(place))).join(' + ');
    const requests = counted.flatMap((place, index) => metricQueries(`all${index}`, place.requests));
    const failures = counted.flatMap((place, index) => metricQueries(`failing${index}`, place.metric));
    new CfnServiceLevelObjective(this, 'Objective', {
      name: objectiveName(service, environment),
      description: `the error budget that releases of ${service} to ${environment} ask for`,
      goal: {
        attainmentGoal: percent(budget.objectiveRatio),
        interval: { rollingInterval: { duration: budget.windowMs / DAY_MS, durationUnit: 'DAY' } },
      },
      requestBasedSli: {
        requestBasedSliMetric: {
          totalRequestCountMetric: [...requests, { id: 'total', expression: sum((place) => `all${place}`), returnData: true }],
          monitoredRequestCountMetric: {
            badCountMetric: [...failures, ...requests, { id: 'bad', expression: sum((place) => `failing${place} * all${place}`), returnData: true }],
          },
        },
      },
    });
  }
}

/** Without the digits that a product of binary fractions ends in. */
function percent(ratio: number): number {
  return Number((ratio * 100).toFixed(6));
}

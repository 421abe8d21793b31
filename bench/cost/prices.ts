import type { Inventory } from './inventory';

interface Price {
  readonly what: string;
  /** In USD a month. */
  readonly usd: number;
  readonly see: string;
  readonly count: (inventory: Inventory) => number;
}

/** What costs something while nothing is released, in us-east-1, without free tiers. Everything else there is costs by use. */
export const PRICES: Price[] = [
  { what: 'a KMS key', usd: 1, see: 'https://aws.amazon.com/kms/pricing/', count: (inventory) => inventory.count('AWS::KMS::Key') },
  { what: 'a metric that an alarm reads', usd: 0.1, see: 'https://aws.amazon.com/cloudwatch/pricing/', count: (inventory) => inventory.alarmMetrics },
  { what: 'a composite alarm', usd: 0.5, see: 'https://aws.amazon.com/cloudwatch/pricing/', count: (inventory) => inventory.count('AWS::CloudWatch::CompositeAlarm') },
  { what: 'a dashboard', usd: 3, see: 'https://aws.amazon.com/cloudwatch/pricing/', count: (inventory) => inventory.count('AWS::CloudWatch::Dashboard') },
];

/** In USD. */
export function monthly(inventory: Inventory): number {
  return PRICES.reduce((sum, { usd, count }) => sum + usd * count(inventory), 0);
}

import type { PlanDocument } from '../../plan/document';

/** What is known of an environment besides its name. */
export function environmentWords(plan: PlanDocument, name: string): string {
  const environment = plan.environments.find((one) => one.name === name);
  if (!environment) return 'unknown';
  return [environment.tier, ...Object.entries(environment.labels).map(([key, value]) => `${key} ${value}`)].join(', ');
}

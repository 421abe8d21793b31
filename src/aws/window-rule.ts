import { Rule } from 'aws-cdk-lib/aws-codepipeline';
import type { WeeklyHours } from '../model/spec';
import type { GrantedRule } from './rule';
import { weeklyCron } from './weekly-cron';

/** Waits until a window is open. On entry only: elsewhere AWS does not say that it waits. */
export function windowRule(window: { readonly name: string; readonly hours: WeeklyHours }): GrantedRule {
  const rule = new Rule({
    name: 'Window',
    provider: 'DeploymentWindow',
    version: '1',
    configuration: { Cron: weeklyCron(window.hours), TimeZone: window.hours.timeZone },
  });
  return { rule, statements: [] };
}

import { Rule } from 'aws-cdk-lib/aws-codepipeline';
import type { WeeklyHours } from '../../model/spec';
import type { GrantedRule } from './rule';
import type { OpenHours } from './stage-layout';
import { weeklyCron } from './weekly-cron';

/** Waits on entry until a window is open. Elsewhere AWS does not say that it waits: it may refuse a release that comes too early. */
export function windowRule(window: OpenHours): GrantedRule {
  const rule = new Rule({
    name: 'Window',
    provider: 'DeploymentWindow',
    version: '1',
    configuration: windowConfiguration(window.hours),
  });
  return { rule, statements: [] };
}

export function windowConfiguration(hours: WeeklyHours): Record<string, string> {
  // hours that are no cron expression are refused before
  return { Cron: weeklyCron(hours)!, TimeZone: hours.timeZone };
}

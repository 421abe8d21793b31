import { Rule } from 'aws-cdk-lib/aws-codepipeline';
import type { GrantedRule } from './rule';
import type { OpenHours } from './stage-layout';
import { weeklyCron } from './weekly-cron';

/** Waits on entry until a window is open. Elsewhere AWS does not say that it waits: it may refuse a release that comes too early. */
export function windowRule(window: OpenHours): GrantedRule {
  const rule = new Rule({
    name: 'Window',
    provider: 'DeploymentWindow',
    version: '1',
    configuration: { Cron: weeklyCron(window.hours), TimeZone: window.hours.timeZone },
  });
  return { rule, statements: [] };
}

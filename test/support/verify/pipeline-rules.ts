import { ACTION_RULES } from './rules/actions';
import { ALARM_RULES } from './rules/alarms';
import { CODE_DEPLOY_RULES } from './rules/code-deploy';
import { CONDITION_RULES } from './rules/conditions';
import { DECLARATION_RULES } from './rules/declarations';
import { EVENT_RULES } from './rules/events';
import type { TemplateRule } from './rules/rule';
import { apply } from './rules/rule';
import { TRIGGER_RULES } from './rules/triggers';
import { WORKLOAD_RULES } from './rules/workloads';
import type { Checker } from './subject';

/** What schema and API model leave open, and the service refuses at deployment or ignores. Holds for templates of anybody. */
export const PIPELINE_RULES: TemplateRule[] = [
  ...CONDITION_RULES, ...DECLARATION_RULES, ...ACTION_RULES, ...TRIGGER_RULES, ...ALARM_RULES, ...CODE_DEPLOY_RULES, ...EVENT_RULES, ...WORKLOAD_RULES,
];

export const pipelineRules: Checker = { name: 'rules', check: (subjects) => apply(PIPELINE_RULES, subjects) };

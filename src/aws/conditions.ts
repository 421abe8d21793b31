import type { Condition } from 'aws-cdk-lib/aws-codepipeline';
import { Result } from 'aws-cdk-lib/aws-codepipeline';
import type { Construct } from 'constructs';
import { alarmRule } from './alarm-rule';
import type { ConditionedPipeline, StageConditions } from './conditioned-pipeline';
import type { AlarmQuestion, DeployLayout, EntryLayout } from './layout';
import type { Place } from './place';
import type { GrantedRule } from './rule';
import { windowRule } from './window-rule';

/** What alarms are asked for, by whom. */
export interface Watch {
  readonly scope: Construct;
  readonly service: string;
  /** Where the pipeline is. */
  readonly from: Place;
  /** Where the environments are, by name. */
  readonly places: Map<string, Place>;
  /** Its role is given what the rules need. */
  readonly pipeline: ConditionedPipeline;
}

/** The window is waited for first; what fired meanwhile is asked afterwards, in a condition of its own. */
export function entryConditions({ window, quiet }: EntryLayout, watch: Watch): StageConditions {
  const opens = window ? { beforeEntry: only(Result.FAIL, [windowRule(window)], watch) } : {};
  if (quiet.length === 0) return opens;
  const silent = only(Result.FAIL, alarmRules(quiet, watch), watch);
  return window ? { ...opens, onSuccess: silent } : { beforeEntry: silent };
}

export function deployConditions({ bake, bakeMinutes }: DeployLayout, watch: Watch): StageConditions {
  return {
    ...(bake.length > 0 ? { onSuccess: only(Result.ROLLBACK, alarmRules(bake, watch, bakeMinutes), watch) } : {}),
    onFailure: { result: Result.ROLLBACK },
  };
}

/** CodePipeline takes exactly one condition a place. */
function only(result: Result, rules: GrantedRule[], { pipeline }: Watch): { conditions: Condition[] } {
  for (const statement of rules.flatMap(({ statements }) => statements)) pipeline.addToRolePolicy(statement);
  return { conditions: [{ result, rules: rules.map(({ rule }) => rule) }] };
}

function alarmRules(questions: AlarmQuestion[], watch: Watch, waitMinutes?: number): GrantedRule[] {
  const { scope, service, from, places } = watch;
  return questions.map(({ environment, alarmName }) => alarmRule(scope, { service, environment, alarmName, at: places.get(environment)!, from, waitMinutes }));
}

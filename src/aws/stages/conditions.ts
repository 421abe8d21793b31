import type { Condition } from 'aws-cdk-lib/aws-codepipeline';
import { Result, RetryMode } from 'aws-cdk-lib/aws-codepipeline';
import type { Construct } from 'constructs';
import type { Judge } from '../gates/judge';
import type { Place } from '../place';
import { alarmRule } from './alarm-rule';
import type { ConditionedPipeline, StageConditions } from './conditioned-pipeline';
import { otherTypesThan } from './release-type';
import type { GrantedRule } from './rule';
import type { AlarmQuestion, DeployLayout, EntryLayout, GateLayout, SoakLayout, WindowLayout } from './stage-layout';
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
  /** Answers what CodePipeline has no rule for. */
  readonly judge: Judge;
}

/**
 * For jobs that may simply be run again, once. CodePipeline retries or rolls back, never both, so no stage that deploys has
 * it; and one that asks people, or a system for their decision, would ask again where the answer was no.
 */
export const RETRY: StageConditions = { onFailure: { result: Result.RETRY, retryMode: RetryMode.FAILED_ACTIONS } };

export function gateConditions(stage: GateLayout, watch: Watch): StageConditions {
  const people = watch.judge.people(stage);
  if (people.length > 0) return { onSuccess: only(Result.FAIL, people, watch) };
  return [...stage.approvals, ...stage.changes, ...stage.dependencies].length > 0 ? {} : RETRY;
}

/** A rule on the window cannot skip a stage, so types are told apart on entry and the window is asked on success. */
export function windowConditions({ window, skippedBy }: WindowLayout, watch: Watch): StageConditions {
  return {
    beforeEntry: only(Result.SKIP, otherTypesThan(skippedBy), watch),
    onSuccess: only(Result.FAIL, [windowRule(window)], watch),
  };
}

/** The window is waited for first; what fired, froze or was spent meanwhile is asked afterwards, in a condition of its own. */
export function entryConditions(stage: EntryLayout, watch: Watch): StageConditions {
  const { window, quiet } = stage;
  const silent = alarmRules(quiet, watch);
  const before = window ? [windowRule(window)] : silent;
  const after = [...(window ? silent : []), ...watch.judge.entry(stage)];
  return {
    ...(before.length > 0 ? { beforeEntry: only(Result.FAIL, before, watch) } : {}),
    ...(after.length > 0 ? { onSuccess: only(Result.FAIL, after, watch) } : {}),
  };
}

export function deployConditions({ bake, bakeMinutes }: DeployLayout, watch: Watch): StageConditions {
  return {
    ...(bake.length > 0 ? { onSuccess: only(Result.ROLLBACK, alarmRules(bake, watch, bakeMinutes || undefined), watch) } : {}),
    onFailure: { result: Result.ROLLBACK },
  };
}

/** There is nothing in this stage to roll back; that it fails is what undoes the wave. */
export function soakConditions({ bake, bakeMinutes, skippedBy }: SoakLayout, watch: Watch): StageConditions {
  return {
    beforeEntry: only(Result.SKIP, otherTypesThan(skippedBy), watch),
    onSuccess: only(Result.FAIL, alarmRules(bake, watch, bakeMinutes), watch),
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

import type { Mutant } from '../../support/verify/mutant';
import type { Mutation } from '../../support/verify/mutate';
import { all, push, remove, repeat, set } from '../../support/verify/mutate';

/** A limit of a service: a template that keeps it, one that does not, and how those who declare a release meet it. */
export interface Limit {
  readonly what: string;
  readonly base: Mutant['base'];
  readonly kept: Mutation;
  readonly broken: Mutation;
  /** Checker and rule that find it in a template. */
  readonly foundBy: string;
  /** Codes of the problems that a plan or a hand-over over the limit has; none where no declaration leads there, for the reason given. */
  readonly codes: string[];
  readonly never?: string;
}

const STAGES = 'Pipeline/Stages';
const DEPLOY = `${STAGES}/Deploy`;
const CONDITION = `${DEPLOY}/OnSuccess/Conditions/0`;
const BAKE = `${CONDITION}/Rules/0`;
const WINDOW = `${STAGES}/Enter/BeforeEntry/Conditions/0/Rules/0/Configuration`;
const TYPE = `${STAGES}/Extra/BeforeEntry/Conditions/0`;
const PROBE = `${STAGES}/Extra/OnSuccess/Conditions/0/Rules/0`;
const PING = `${STAGES}/Extra/OnSuccess/Conditions/0/Rules/1`;
const GIT = 'Pipeline/Triggers/0/GitConfiguration';
const ECS = 'Service/DeploymentConfiguration';
const many = (count: number) => Array.from({ length: count }, (_, i) => `v${i}`);
const alarm = (Name: string) => ({ Name, RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider: 'CloudWatchAlarm', Version: '1' }, Configuration: { AlarmName: 'shop' } });
const same: Mutation = () => undefined;
const text = (length: number) => 'x'.repeat(length);

type Row = [what: string, foundBy: string, kept: Mutation, broken: Mutation, said: string[] | string];

function rows(base: Limit['base'], ...table: Row[]): Limit[] {
  return table.map(([what, foundBy, kept, broken, said]) => ({
    what, base, kept, broken, foundBy, codes: typeof said === 'string' ? [] : said, ...(typeof said === 'string' ? { never: said } : {}),
  }));
}

/** Stages and their conditions. */
export const CONDITION_LIMITS = rows('pipeline',
  ['one condition in a place', 'rules/one-condition', same, repeat(CONDITION, 1, () => ({})), 'what is asked in a place becomes one condition'],
  ['five rules in a condition', 'rules/rules-in-a-condition', push(`${CONDITION}/Rules`, ...many(4).map(alarm)), push(`${CONDITION}/Rules`, ...many(5).map(alarm)), ['SP4106']],
  ['a rule has a name of up to 100 characters', 'rules/rule-name', set(`${BAKE}/Name`, text(100)), set(`${BAKE}/Name`, text(101)), ['SP4109']],
  ['values of a rule are text', 'rules/rule-configuration-is-text', set(`${BAKE}/Configuration/WaitTime`, '30'), set(`${BAKE}/Configuration/WaitTime`, 30), 'rules write text'],
  ['a value of a rule has up to 10000 characters', 'rules/rule-configuration-size',
    set(`${STAGES}/Enter/OnSuccess/Conditions/0/Rules/1/Configuration/UserParameters`, text(10_000)),
    set(`${STAGES}/Enter/OnSuccess/Conditions/0/Rules/1/Configuration/UserParameters`, text(10_001)), ['SP4308']],
  ['fifty commands', 'rules/rule-commands', set(`${PING}/Commands`, many(50)), set(`${PING}/Commands`, many(51)), 'no rule with commands is written'],
  ['a command of up to 1000 characters', 'rules/rule-commands', set(`${PING}/Commands`, [text(1000)]), set(`${PING}/Commands`, [text(1001)]), 'no rule with commands is written'],
  ['no timeout of a rule', 'rules/rule-has-no-timeout', same, set(`${BAKE}/TimeoutInMinutes`, 5), 'rules have none'],
  ['FAIL and SKIP before entry', 'rules/result-allowed-in-place', same, set(`${STAGES}/Enter/BeforeEntry/Conditions/0/Result`, 'ROLLBACK'), 'an entry fails'],
  ['ROLLBACK and FAIL on success', 'rules/result-allowed-in-place', set(`${CONDITION}/Result`, 'FAIL'), set(`${CONDITION}/Result`, 'SKIP'), 'a bake rolls back, an entry fails'],
  ['SKIP by function or variable', 'rules/skip-by-provider', same, set(`${STAGES}/Enter/BeforeEntry/Conditions/0/Result`, 'SKIP'), 'only a variable skips a stage'],
  ['a retry or conditions on failure', 'rules/retry-or-conditions', same, set(`${STAGES}/Extra/OnFailure/RetryConfiguration`, { RetryMode: 'ALL_ACTIONS' }), 'no conditions on failure are written'],
  ['conditions on type V2', 'rules/conditions-need-v2', same, set('Pipeline/PipelineType', 'V1'), 'pipelines are of type V2'],
  ['ROLLBACK in QUEUED and SUPERSEDED', 'rules/rollback-not-in-parallel', set('Pipeline/ExecutionMode', 'SUPERSEDED'), set('Pipeline/ExecutionMode', 'PARALLEL'), '`supersede` has these two modes'],
  ['no ROLLBACK of the source', 'rules/no-rollback-at-source', set(`${STAGES}/Build/OnFailure`, { Result: 'ROLLBACK' }), set(`${STAGES}/Source/OnFailure`, { Result: 'ROLLBACK' }), 'only waves are rolled back'],
  ['a window and an alarm apart', 'rules/window-apart-from-alarm', same, push(`${STAGES}/Enter/BeforeEntry/Conditions/0/Rules`, alarm('Quiet')), 'they are asked one after the other'],
  ['no approval where rolled back', 'rules/no-approval-where-rolled-back', same, set(`${STAGES}/Gate/OnFailure`, { Result: 'ROLLBACK' }), 'a gate is a stage of its own'],
  ['no conditions on parts of a stage', 'rules/no-conditions-on-a-part', set(`${DEPLOY}/Name`, 'Deploy.1'), all(set(`${DEPLOY}/Name`, 'Deploy.1'), set(`${STAGES}/Extra/Name`, 'Deploy.2')), ['SP4102']],
  ['stages that are retried have no change sets', 'rules/change-sets-are-not-run-again',
    push(`${STAGES}/Build/Actions`, stack('CREATE_UPDATE')), push(`${STAGES}/Build/Actions`, stack('CHANGE_SET_EXECUTE')), 'no change sets are written'],
);

function stack(ActionMode: string): object {
  return {
    Name: 'Stack',
    RunOrder: 2,
    ActionTypeId: { Category: 'Deploy', Owner: 'AWS', Provider: 'CloudFormation', Version: '1' },
    Configuration: { ActionMode, StackName: 'pipeline', ...(ActionMode === 'CHANGE_SET_EXECUTE' ? { ChangeSetName: 'change' } : {}) },
    InputArtifacts: [{ Name: 'Built' }],
  };
}

/** Providers of rules and what they take. */
export const PROVIDER_LIMITS = rows('pipeline',
  ['six providers', 'rules/rule-provider', same, set(`${BAKE}/RuleTypeId/Provider`, 'ChangeCalendar'), 'rules are typed'],
  ['six or seven fields of a window', 'rules/window-cron', set(`${WINDOW}/Cron`, '* * 9-15 ? * MON-THU'), set(`${WINDOW}/Cron`, '* 9-15 ? * MON-THU'), ['SP4108']],
  ['a time zone that exists', 'rules/window-time-zone', set(`${WINDOW}/TimeZone`, 'UTC+05:30'), set(`${WINDOW}/TimeZone`, 'Europe/Zuerich'), ['SP1102']],
  ['WaitTime in whole minutes', 'rules/wait-time', set(`${BAKE}/Configuration/WaitTime`, '1'), set(`${BAKE}/Configuration/WaitTime`, '1.5'), ['SP4104']],
  ['one name of an alarm', 'rules/rule-configuration-required', same, remove(`${BAKE}/Configuration/AlarmName`), ['SP4005']],
  ['operators EQ, NE, CONTAINS and MATCHES', 'rules/variable-operator', set(`${TYPE}/Rules/0/Configuration/Operator`, 'MATCHES'), set(`${TYPE}/Rules/0/Configuration/Operator`, 'GT'), 'rules are typed'],
  ['environment variables of up to 1000 characters', 'rules/rule-environment-variables',
    set(`${PROBE}/Configuration/EnvironmentVariables`, `["${text(996)}"]`), set(`${PROBE}/Configuration/EnvironmentVariables`, `["${text(997)}"]`), 'no rule with a build is written'],
  ['a hundred alarms of a composite', 'rules/composite-children',
    set('Healthy/AlarmRule', many(100).map((name) => `ALARM("${name}")`).join(' OR ')), set('Healthy/AlarmRule', many(101).map((name) => `ALARM("${name}")`).join(' OR ')), ['SP4205']],
  ['500 parts of a composite', 'rules/composite-size',
    set('Healthy/AlarmRule', many(250).map(() => 'ALARM("a")').join(' OR ')), set('Healthy/AlarmRule', many(251).map(() => 'ALARM("a")').join(' OR ')), ['SP4205']],
);

/** Stages, actions, triggers and variables of a pipeline. */
export const PIPELINE_LIMITS = rows('pipeline',
  ['fifty stages', 'rules/stage-count', repeat(`${STAGES}/5`, 44, (_, i) => ({ Name: `s${i}` })), repeat(`${STAGES}/5`, 45, (_, i) => ({ Name: `s${i}` })), ['SP4101']],
  ['fifty actions of a stage', 'rules/actions-in-a-stage',
    repeat(`${DEPLOY}/Actions/0`, 48, (_, i) => ({ Name: `a${i}` })), repeat(`${DEPLOY}/Actions/0`, 49, (_, i) => ({ Name: `a${i}` })), ['SP4102']],
  ['a thousand actions', 'rules/action-count', crowd(19, 42), crowd(19, 43), ['SP4101', 'SP4102']],
  ['names of up to 100 characters', 'rules/stage-name', set(`${STAGES}/Extra/Name`, text(100)), set(`${STAGES}/Extra/Name`, text(101)), ['SP4109']],
  ['names that differ', 'rules/stage-names-differ', same, set(`${STAGES}/Extra/Name`, 'Deploy'), ['SP4112']],
  ['an approval from 5 minutes', 'rules/approval-timeout', set(`${STAGES}/Gate/Actions/0/TimeoutInMinutes`, 5), set(`${STAGES}/Gate/Actions/0/TimeoutInMinutes`, 4), ['SP4103']],
  ['an approval up to 60 days', 'rules/approval-timeout', set(`${STAGES}/Gate/Actions/0/TimeoutInMinutes`, 86_400), set(`${STAGES}/Gate/Actions/0/TimeoutInMinutes`, 86_401), ['SP4103']],
  ['a build up to 36 hours', 'api-model/bounds', set('Project/TimeoutInMinutes', 2160), set('Project/TimeoutInMinutes', 2161), ['SP4111']],
  ['QUEUED on type V2', 'rules/v2-only', same, set('Pipeline/PipelineType', 'V1'), 'pipelines are of type V2'],
  ['fifty triggers', 'rules/trigger-count', all(sources(49), repeat('Pipeline/Triggers/0', 49, source)), all(sources(50), repeat('Pipeline/Triggers/0', 50, source)), 'a pipeline has one source'],
  ['one trigger for a source', 'rules/trigger-source', same, repeat('Pipeline/Triggers/0', 1, () => ({})), 'a pipeline has one source'],
  ['three filters of pushes', 'rules/trigger-filters', repeat(`${GIT}/Push/0`, 2, () => ({})), repeat(`${GIT}/Push/0`, 3, () => ({})), ['SP4113']],
  ['eight patterns in a list', 'rules/trigger-patterns', set(`${GIT}/Push/0/Branches/Includes`, many(8)), set(`${GIT}/Push/0/Branches/Includes`, many(9)), ['SP4113']],
  ['pull requests that are opened, updated or closed', 'rules/trigger-events',
    set(`${GIT}/PullRequest`, [{ Events: ['CLOSED'] }]), set(`${GIT}/PullRequest`, [{ Events: ['MERGED'] }]), 'no trigger on pull requests is offered: nothing is released before it is merged'],
  ['fifty variables', 'rules/variable-count', push('Pipeline/Variables', ...many(49).map((Name) => ({ Name }))), push('Pipeline/Variables', ...many(50).map((Name) => ({ Name }))), 'their number does not grow with a declaration'],
  ['letters of a variable', 'rules/variable-value', set('Pipeline/Variables/0/DefaultValue', 'a-Z_9@'), set('Pipeline/Variables/0/DefaultValue', 'a b'), 'their values are written here'],
);

/** Copies of the last stage, with that many actions each, beside the eight actions that are there. */
function crowd(stages: number, last: number): Mutation {
  return repeat(`${STAGES}/5`, stages + 1, (stage, i) => ({
    Name: `s${i}`, Actions: many(i < stages ? 50 : last).map((Name) => ({ ...(stage.Actions as object[])[0], Name })),
  }));
}

function sources(count: number): Mutation {
  return repeat(`${STAGES}/Source/Actions/0`, count, (_, i) => ({ Name: `Source${i}`, Namespace: `source${i}`, OutputArtifacts: [{ Name: `Code${i}` }] }));
}

function source(trigger: { [key: string]: unknown }, i: number): object {
  return { GitConfiguration: { ...(trigger.GitConfiguration as object), SourceActionName: `Source${i}` } };
}

/** What moves traffic, and the alarms that stop it. */
export const DEPLOYMENT_LIMITS = rows('workloads',
  ['configurations that CodeDeploy has', 'rules/deployment-config-known',
    set('Group/DeploymentConfigName', 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute'), set('Group/DeploymentConfigName', 'CodeDeployDefault.LambdaLinear10PercentEvery5Minutes'), 'a shift is a configuration of its own'],
  ['ten alarms of a deployment', 'rules/deployment-alarms',
    push('Group/AlarmConfiguration/Alarms', ...many(9).map((Name) => ({ Name }))), push('Group/AlarmConfiguration/Alarms', ...many(10).map((Name) => ({ Name }))), ['SP4205']],
  ['alarms that stop what they watch', 'rules/deployment-stops-on-alarm', same, remove('Group/AutoRollbackConfiguration/Events/1'), 'alarms come with what they stop'],
  ['two days of a shift', 'rules/shift-length', set('Shift/TrafficRoutingConfig/TimeBasedLinear/LinearInterval', 720), set('Shift/TrafficRoutingConfig/TimeBasedLinear/LinearInterval', 721), ['SP4201']],
  ['whole percents', 'rules/shift-percent', set('Shift/TrafficRoutingConfig/TimeBasedLinear/LinearPercentage', 1), set('Shift/TrafficRoutingConfig/TimeBasedLinear/LinearPercentage', 0), ['SP4202']],
  ['a canary of ECS from 0.1 percent', 'rules/ecs-steps-in-range', set(`${ECS}/CanaryConfiguration/CanaryPercent`, 0.1), set(`${ECS}/CanaryConfiguration/CanaryPercent`, 0.09), ['SP4411']],
  ['a canary of ECS up to a day', 'rules/ecs-steps-in-range', set(`${ECS}/CanaryConfiguration/CanaryBakeTimeInMinutes`, 1440), set(`${ECS}/CanaryConfiguration/CanaryBakeTimeInMinutes`, 1441), ['SP4412']],
  ['steps of ECS from 3 percent', 'rules/ecs-steps-in-range', linear(3, 6), linear(2.9, 6), ['SP4411']],
  ['steps of ECS up to a day', 'rules/ecs-steps-in-range', linear(10, 1440), linear(10, 1441), ['SP4412']],
  ['a bake of ECS up to a day', 'rules/ecs-steps-in-range', set(`${ECS}/BakeTimeInMinutes`, 1440), set(`${ECS}/BakeTimeInMinutes`, 1441), ['SP4412']],
  ['a circuit breaker for what is rolled', 'rules/ecs-circuit-breaker', set(`${ECS}/DeploymentCircuitBreaker`, { Enable: false, Rollback: false }), set(`${ECS}/DeploymentCircuitBreaker`, { Enable: true, Rollback: true }), 'the shift decides'],
  ['five monitors of flags', 'rules/app-config-monitors', repeat('Production/Monitors/0', 4, () => ({})), repeat('Production/Monitors/0', 5, () => ({})), ['SP4422']],
  ['flags that grow up to a day', 'rules/app-config-growth', set('Growth/DeploymentDurationInMinutes', 1440), set('Growth/DeploymentDurationInMinutes', 1441), ['SP4421']],
  ['flags that bake up to a day', 'rules/app-config-growth', set('Growth/FinalBakeTimeInMinutes', 1440), set('Growth/FinalBakeTimeInMinutes', 1441), 'a longer bake is watched by the pipeline'],
  ['flags that grow by 1 to 100 percent', 'rules/app-config-growth', set('Growth/GrowthFactor', 1), set('Growth/GrowthFactor', 0.5), ['SP4421']],
  ['an alarm in minutes over a day', 'rules/alarm-looks-back', set('FunctionErrors/EvaluationPeriods', 1440), set('FunctionErrors/EvaluationPeriods', 1441), ['SP4204']],
  ['an alarm in hours over seven days', 'rules/alarm-looks-back',
    all(set('FunctionErrors/Period', 3600), set('FunctionErrors/EvaluationPeriods', 168)), all(set('FunctionErrors/Period', 3600), set('FunctionErrors/EvaluationPeriods', 169)), ['SP4204']],
  ['a period in whole minutes', 'rules/alarm-period', set('FunctionErrors/Period', 120), set('FunctionErrors/Period', 90), ['SP4203']],
);

function linear(StepPercent: number, StepBakeTimeInMinutes: number): Mutation {
  return all(remove(`${ECS}/CanaryConfiguration`), set(`${ECS}/Strategy`, 'LINEAR'), set(`${ECS}/LinearConfiguration`, { StepPercent, StepBakeTimeInMinutes }));
}

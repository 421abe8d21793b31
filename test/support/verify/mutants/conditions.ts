import type { Mutant } from '../mutant';
import { all, push, remove, repeat, set } from '../mutate';

const DEPLOY = 'Pipeline/Stages/Deploy';
const BAKE = `${DEPLOY}/OnSuccess/Conditions/0/Rules/0`;
const ENTER = 'Pipeline/Stages/Enter';
const WINDOW = `${ENTER}/BeforeEntry/Conditions/0/Rules/0`;
const TYPE = 'Pipeline/Stages/Extra/BeforeEntry/Conditions/0';
const PROBE = 'Pipeline/Stages/Extra/OnSuccess/Conditions/0/Rules/0';
const PING = 'Pipeline/Stages/Extra/OnSuccess/Conditions/0/Rules/1';
const alarm = (Name: string) => ({ Name, RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider: 'CloudWatchAlarm', Version: '1' }, Configuration: { AlarmName: 'shop' } });

function mutant(foundBy: string, what: string, mutation: Mutant['mutation']): Mutant {
  return { what, base: 'pipeline', mutation, foundBy: `rules/${foundBy}` };
}

/** Faults in conditions and in the rules they are made of. */
export const CONDITION_MUTANTS: Mutant[] = [
  mutant('rollback-not-in-parallel', 'ROLLBACK in mode PARALLEL', set('Pipeline/ExecutionMode', 'PARALLEL')),
  mutant('result-allowed-in-place', 'SKIP on success', set(`${DEPLOY}/OnSuccess/Conditions/0/Result`, 'SKIP')),
  mutant('result-allowed-in-place', 'a condition without a result', remove(`${DEPLOY}/OnSuccess/Conditions/0/Result`)),
  mutant('failure-result', 'FAIL as the result of a failure', set(`${DEPLOY}/OnFailure/Result`, 'FAIL')),
  mutant('result-belongs-to-failure', 'a result of a place that is not the failure', set(`${DEPLOY}/OnSuccess/Result`, 'ROLLBACK')),
  mutant('one-condition', 'two conditions in a place', repeat(`${DEPLOY}/OnSuccess/Conditions/0`, 1, () => ({}))),
  mutant('one-condition', 'a place without a condition', set(`${DEPLOY}/OnSuccess/Conditions`, [])),
  mutant('rules-in-a-condition', 'six rules in a condition', push(`${DEPLOY}/OnSuccess/Conditions/0/Rules`, ...['a', 'b', 'c', 'd', 'e'].map(alarm))),
  mutant('rule-names-differ', 'two rules of one name', push(`${DEPLOY}/OnSuccess/Conditions/0/Rules`, alarm('Bake'))),
  mutant('skip-by-provider', 'SKIP by a window', set(`${ENTER}/BeforeEntry/Conditions/0/Result`, 'SKIP')),
  mutant('retry-or-conditions', 'a retry together with conditions', set('Pipeline/Stages/Extra/OnFailure/RetryConfiguration', { RetryMode: 'ALL_ACTIONS' })),
  mutant('change-sets-are-not-run-again', 'a retry of a change set', push('Pipeline/Stages/Build/Actions', {
    Name: 'Stack',
    RunOrder: 2,
    ActionTypeId: { Category: 'Deploy', Owner: 'AWS', Provider: 'CloudFormation', Version: '1' },
    Configuration: { ActionMode: 'CHANGE_SET_EXECUTE', StackName: 'pipeline', ChangeSetName: 'change' },
  })),
  mutant('window-apart-from-alarm', 'a window and an alarm in one entry', push(`${ENTER}/BeforeEntry/Conditions/0/Rules`, alarm('Quiet'))),
  mutant('no-conditions-on-a-part', 'conditions on a stage that was split', all(set(`${DEPLOY}/Name`, 'Deploy.1'), set('Pipeline/Stages/Extra/Name', 'Deploy.2'))),
  mutant('no-approval-where-rolled-back', 'an approval in a stage that is rolled back', set('Pipeline/Stages/Gate/OnFailure', { Result: 'ROLLBACK' })),
  mutant('blockers-are-reserved', 'Blockers', set(`${DEPLOY}/Blockers`, [{ Name: 'b', Type: 'Schedule' }])),
  mutant('rule-name', 'a rule without a name', remove(`${BAKE}/Name`)),
  mutant('rule-name', 'a rule with a space in its name', set(`${BAKE}/Name`, 'the bake')),
  mutant('rule-type', 'a rule of version 2', set(`${BAKE}/RuleTypeId/Version`, '2')),
  mutant('rule-configuration-is-text', 'a number for WaitTime', set(`${BAKE}/Configuration/WaitTime`, 60)),
  mutant('rule-configuration-key', 'a key misspelled', set(`${BAKE}/Configuration/Waittime`, '60')),
  mutant('rule-configuration-size', 'a value of over 10000 characters', set('Pipeline/Stages/Enter/OnSuccess/Conditions/0/Rules/1/Configuration/UserParameters', 'x'.repeat(10_001))),
  mutant('rule-has-no-timeout', 'a timeout of a rule', set(`${BAKE}/TimeoutInMinutes`, 60)),
  mutant('wait-time', 'WaitTime as a duration', set(`${BAKE}/Configuration/WaitTime`, '1h')),
  mutant('wait-time', 'WaitTime of nothing', set(`${BAKE}/Configuration/WaitTime`, '0')),
  mutant('alarm-states', 'an unknown state', set(`${BAKE}/Configuration/AlarmStates`, 'ALARM,NO_DATA')),
  mutant('alarm-name', 'an ARN for a name', set(`${BAKE}/Configuration/AlarmName`, 'arn:aws:cloudwatch:eu-central-1:111111111111:alarm:shop')),
  mutant('window-cron', 'a window of five fields', set(`${WINDOW}/Configuration/Cron`, '* 9-17 * * MON-FRI')),
  mutant('window-cron', 'a window with both days', set(`${WINDOW}/Configuration/Cron`, '* * 9-15 * * MON-THU *')),
  mutant('window-cron', 'a window on an unknown day', set(`${WINDOW}/Configuration/Cron`, '* * 9-15 ? * MON-THR *')),
  mutant('window-cron-lasts', 'a window of one second an hour', set(`${WINDOW}/Configuration/Cron`, '0 0 9-17 ? * MON-FRI *')),
  mutant('window-time-zone', 'an unknown city', set(`${WINDOW}/Configuration/TimeZone`, 'Europe/Zuerich')),
  mutant('variable-operator', 'an operator GT', set(`${TYPE}/Rules/0/Configuration/Operator`, 'GT')),
  mutant('variable-is-a-reference', 'the name of a variable for the variable', set(`${TYPE}/Rules/0/Configuration/Variable`, 'RELEASE_TYPE')),
  mutant('rule-environment-variables', 'environment variables that are no JSON', set(`${PROBE}/Configuration/EnvironmentVariables`, 'DEEP=1')),
  mutant('rule-environment-variables', 'environment variables of over 1000 characters', set(`${PROBE}/Configuration/EnvironmentVariables`, JSON.stringify([{ name: 'DEEP', value: 'x'.repeat(1000) }]))),
  mutant('rule-commands', 'a command of two lines', set(`${PING}/Commands`, ['cd api\nnpm test'])),
  mutant('rule-commands', 'fifty-one commands', set(`${PING}/Commands`, Array.from({ length: 51 }, () => 'true'))),
  mutant('commands-belong-to-their-rule', 'commands in another rule', set(`${PROBE}/Commands`, ['true'])),
];

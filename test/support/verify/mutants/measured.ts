import type { Mutant } from '../mutant';
import { all, remove, set } from '../mutate';

/** The faults that stock linters were measured with: eleven were known to cfn-lint, five to the resource schema, five to the API model, ten to none. */
export const MEASURED: Mutant[] = [
  { what: 'an unknown property', base: 'pipeline', mutation: set('Project/TimeoutMinutes', 30), foundBy: 'schema/property' },
  { what: 'a pipeline of type V3', base: 'pipeline', mutation: set('Pipeline/PipelineType', 'V3'), foundBy: 'api-model/enum' },
  { what: 'a reference to nothing', base: 'pipeline', mutation: set('Pipeline/RoleArn', { 'Fn::GetAtt': ['PipelineRoll', 'Arn'] }), foundBy: 'schema/reference' },
  { what: 'an attribute that does not exist', base: 'pipeline', mutation: set('Pipeline/RoleArn', { 'Fn::GetAtt': ['PipelineRole', 'Name'] }), foundBy: 'schema/attribute' },
  { what: 'an object for a list', base: 'pipeline', mutation: set('Pipeline/Stages', { Name: 'Source' }), foundBy: 'schema/value' },
  { what: 'one stage only', base: 'pipeline', mutation: all(...[5, 4, 3, 2, 1].map((i) => remove(`Pipeline/Stages/${i}`))), foundBy: 'rules/stage-count' },
  { what: 'an artifact that nobody produces', base: 'pipeline', mutation: set('Pipeline/Stages/Deploy/Actions/0/InputArtifacts/0/Name', 'Bulit'), foundBy: 'rules/artifact-produced-before' },
  { what: 'two stages of one name', base: 'pipeline', mutation: set('Pipeline/Stages/Extra/Name', 'Deploy'), foundBy: 'rules/stage-names-differ' },
  { what: 'resources that wait for each other', base: 'pipeline', mutation: set('PipelineRole/@DependsOn', ['PipelineTurns']), foundBy: 'schema/cycle' },
  { what: 'a word of its own for missing data', base: 'pipeline', mutation: set('Errors/TreatMissingData', 'notbreaching'), foundBy: 'rules/alarm-missing-data' },
  { what: 'a runtime that is no more', base: 'pipeline', mutation: set('Judge/Runtime', 'nodejs12.x'), foundBy: 'cfn-lint/E2533' },
  { what: 'a result misspelled', base: 'pipeline', mutation: set('Pipeline/Stages/Deploy/OnSuccess/Conditions/0/Result', 'ROLLBAK'), foundBy: 'api-model/enum' },
  { what: 'a category of rule misspelled', base: 'pipeline', mutation: set('Pipeline/Stages/Deploy/OnSuccess/Conditions/0/Rules/0/RuleTypeId/Category', 'Rulez'), foundBy: 'api-model/enum' },
  { what: 'a size of build machine that does not exist', base: 'pipeline', mutation: set('Project/Environment/ComputeType', 'BUILD_HUGE'), foundBy: 'api-model/enum' },
  {
    what: 'a state that follows is missing', base: 'pipeline', foundBy: 'asl/asl',
    mutation: ({ Resources }) => {
      const { DefinitionString } = Resources.Undo.Properties! as { DefinitionString: { 'Fn::Sub': string } };
      DefinitionString['Fn::Sub'] = DefinitionString['Fn::Sub'].replace('"Next":"Done?"', '"Next":"Done"');
    },
  },
  { what: 'an action that IAM does not know', base: 'workloads', mutation: set('MonitorRole/Policies/0/PolicyDocument/Statement/0/Action', 'cloudwatch:DescribeAlarmz'), foundBy: 'iam/action-exists' },
  { what: 'a service that IAM does not know', base: 'pipeline', mutation: set('JudgeRole/Policies/0/PolicyDocument/Statement/0/Action', 's4:GetObject'), foundBy: 'iam/action-exists' },
  { what: 'an unknown provider of rules', base: 'pipeline', mutation: set('Pipeline/Stages/Deploy/OnSuccess/Conditions/0/Rules/0/RuleTypeId/Provider', 'CloudwatchAlarm'), foundBy: 'rules/rule-provider' },
  { what: 'conditions on type V1', base: 'pipeline', mutation: set('Pipeline/PipelineType', 'V1'), foundBy: 'rules/conditions-need-v2' },
  { what: 'an action without configuration', base: 'pipeline', mutation: remove('Pipeline/Stages/Deploy/Actions/0/Configuration'), foundBy: 'rules/action-configuration' },
  { what: 'an alarm that does not say how to compare', base: 'pipeline', mutation: remove('Errors/ComparisonOperator'), foundBy: 'rules/alarm-comparison' },
  { what: 'an unknown configuration of CodeDeploy', base: 'workloads', mutation: set('Group/DeploymentConfigName', 'CodeDeployDefault.LambdaCanary20Percent5Minutes'), foundBy: 'rules/deployment-config-known' },
  { what: 'an event pattern with a text for a list', base: 'pipeline', mutation: set('Failures/EventPattern/source', 'aws.codepipeline'), foundBy: 'rules/event-pattern-lists' },
  { what: 'no AlarmName in the rule', base: 'pipeline', mutation: remove('Pipeline/Stages/Deploy/OnSuccess/Conditions/0/Rules/0/Configuration/AlarmName'), foundBy: 'rules/rule-configuration-required' },
  { what: 'a window at 25 o\'clock', base: 'pipeline', mutation: set('Pipeline/Stages/Enter/BeforeEntry/Conditions/0/Rules/0/Configuration/Cron', '* * 25 ? * MON-THU *'), foundBy: 'rules/window-cron' },
  { what: 'ROLLBACK before entry', base: 'pipeline', mutation: set('Pipeline/Stages/Enter/BeforeEntry/Conditions/0/Result', 'ROLLBACK'), foundBy: 'rules/result-allowed-in-place' },
  { what: 'ROLLBACK in the first stage', base: 'pipeline', mutation: set('Pipeline/Stages/Source/OnFailure', { Result: 'ROLLBACK' }), foundBy: 'rules/no-rollback-at-source' },
];

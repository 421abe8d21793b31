import type { CfnTemplate, Subject } from '../subject';

const ref = (Ref: string) => ({ Ref });
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const trust = (service: string) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] });
const role = (service: string, name: string, policy?: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: { RoleName: name, AssumeRolePolicyDocument: trust(service), ...(policy ? { ManagedPolicyArns: [{ 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/service-role/${policy}` }] } : {}) },
});
const alarm = (AlarmName: string, Namespace: string, MetricName: string) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { AlarmName, Namespace, MetricName, Statistic: 'Sum', Period: 60, EvaluationPeriods: 3, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching' },
});

const template = {
  Resources: {
    FunctionErrors: alarm('shop-function', 'AWS/Lambda', 'Errors'),
    ServiceErrors: alarm('shop-service', 'AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count'),
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: { Role: arn('FunctionRole'), Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: 'exports.handler = async () => 1;' }, MemorySize: 256 },
    },
    FunctionRole: role('lambda.amazonaws.com', 'shop-function', 'AWSLambdaBasicExecutionRole'),
    Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: ref('Function') } },
    Alias: {
      Type: 'AWS::Lambda::Alias',
      Properties: { Name: 'live', FunctionName: ref('Function'), FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] } },
      UpdatePolicy: { CodeDeployLambdaAliasUpdate: { ApplicationName: ref('Application'), DeploymentGroupName: ref('Group') } },
    },
    Application: { Type: 'AWS::CodeDeploy::Application', Properties: { ComputePlatform: 'Lambda' } },
    Shift: {
      Type: 'AWS::CodeDeploy::DeploymentConfig',
      Properties: { ComputePlatform: 'Lambda', TrafficRoutingConfig: { Type: 'TimeBasedLinear', TimeBasedLinear: { LinearInterval: 10, LinearPercentage: 20 } } },
    },
    Group: {
      Type: 'AWS::CodeDeploy::DeploymentGroup',
      Properties: {
        ApplicationName: ref('Application'), ServiceRoleArn: arn('GroupRole'), DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
        DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
        AlarmConfiguration: { Enabled: true, Alarms: [{ Name: ref('FunctionErrors') }] },
        AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
      },
    },
    GroupRole: role('codedeploy.amazonaws.com', 'shop-shift', 'AWSCodeDeployRoleForLambdaLimited'),
    Cluster: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: 'shop' } },
    Service: {
      Type: 'AWS::ECS::Service',
      Properties: {
        Cluster: ref('Cluster'), TaskDefinition: 'shop:1', DesiredCount: 2,
        DeploymentController: { Type: 'ECS' },
        DeploymentConfiguration: {
          Strategy: 'CANARY', BakeTimeInMinutes: 30, CanaryConfiguration: { CanaryPercent: 10, CanaryBakeTimeInMinutes: 15 },
          Alarms: { AlarmNames: [ref('ServiceErrors')], Enable: true, Rollback: true },
        },
      },
    },
    Flags: { Type: 'AWS::AppConfig::Application', Properties: { Name: 'shop' } },
    Production: {
      Type: 'AWS::AppConfig::Environment',
      Properties: { ApplicationId: ref('Flags'), Name: 'production', Monitors: [{ AlarmArn: arn('ServiceErrors'), AlarmRoleArn: arn('MonitorRole') }] },
    },
    MonitorRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust('appconfig.amazonaws.com'),
        Policies: [{ PolicyName: 'Read', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'cloudwatch:DescribeAlarms', Resource: '*' }] } }],
      },
    },
    Growth: {
      Type: 'AWS::AppConfig::DeploymentStrategy',
      Properties: { Name: 'shop', DeploymentDurationInMinutes: 30, FinalBakeTimeInMinutes: 30, GrowthFactor: 20, GrowthType: 'LINEAR', ReplicateTo: 'NONE' },
    },
  },
};

/** Somebody's function, service and flags, each released in steps. */
export const goodWorkloads: Subject = { name: 'workloads', template: template as unknown as CfnTemplate, account: '111111111111', region: 'eu-central-1' };

import { Fixture } from './fixture';

const pipeline = 'shop-release';

test('what happens to the pipeline is written to a log named for it, which ends after a year', () => {
  const { template } = new Fixture({ waves: { beta: {} } }).deployAll();
  template.hasResourceProperties('AWS::Logs::LogGroup', { LogGroupName: `/aws/events/${pipeline}`, RetentionInDays: 365 });
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: { source: ['aws.codepipeline'], resources: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:codepipeline:eu-central-1:111111111111:${pipeline}`]] }] },
    Targets: [{ Arn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:logs:eu-central-1:111111111111:log-group:/aws/events/${pipeline}`]] } }],
  });
});

test('so is who approved, overrode, started or stopped', () => {
  new Fixture({ waves: { beta: {} } }).deployAll().template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      'source': ['aws.codepipeline'],
      'detail-type': ['AWS API Call via CloudTrail'],
      'detail': { requestParameters: { $or: [{ pipelineName: [pipeline] }, { name: [pipeline] }] } },
    },
  });
});

test('EventBridge may write to that log and to no other, by a policy of the log itself', () => {
  const { template } = new Fixture({ waves: { beta: {} } }).deployAll();
  template.resourceCountIs('AWS::Logs::ResourcePolicy', 0);
  template.hasResourceProperties('AWS::Logs::LogGroup', {
    ResourcePolicyDocument: { Statement: [{
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
      Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:logs:eu-central-1:111111111111:log-group:/aws/events/${pipeline}:*`]] },
    }] },
  });
});

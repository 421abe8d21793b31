import { Match } from 'aws-cdk-lib/assertions';
import { Gate } from 'spillway';
import { errorRatio, Fixture, tooling, verified, watched } from '../fixture';

const waves = { prod: { ...watched, gates: [Gate.quiet(errorRatio)] } };
const rules = (fixture: Fixture) => [fixture.stage('enter-prod').BeforeEntry!, fixture.stage('prod').OnSuccess!].map(({ Conditions }) => Conditions[0].Rules[0]);
const reader = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::222222222222:role/shop-prod-alarm-reader']] };
// composite alarms are not shown to a permission that names alarms
const readAlarms = { Effect: 'Allow', Action: 'cloudwatch:DescribeAlarms', Resource: '*' };

/** All statements of the role the pipeline runs as. */
function roleStatements(fixture: Fixture): { Action: string | string[]; Resource: unknown }[] {
  const [pipeline] = Object.values(fixture.template.findResources('AWS::CodePipeline::Pipeline'));
  const role = pipeline.Properties.RoleArn['Fn::GetAtt'][0];
  const policies = Object.values(fixture.template.findResources('AWS::IAM::Policy')).filter(({ Properties }) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role));
  return policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

test('an alarm in the account and Region of the pipeline is read by the pipeline itself', () => {
  const fixture = new Fixture({ waves }).deployAll(() => tooling);
  for (const rule of rules(fixture)) {
    expect(rule.Region).toBeUndefined();
    expect(rule.RoleArn).toBeUndefined();
  }
  expect(roleStatements(fixture)).toContainEqual(readAlarms);
  fixture.functionTemplate('prod').resourcePropertiesCountIs('AWS::IAM::Role', { RoleName: 'shop-prod-alarm-reader' }, 0);
});

test('an alarm in another Region is named with its Region', () => {
  const fixture = new Fixture({ waves }).deployAll(() => ({ ...tooling, region: 'us-east-1' }));
  for (const rule of rules(fixture)) expect(rule).toMatchObject({ Region: 'us-east-1' });
  expect(roleStatements(fixture)).toContainEqual(readAlarms);
});

test('an alarm in another account is read through a role there, which may do nothing else', () => {
  const fixture = new Fixture({ waves }).deployAll();
  for (const rule of rules(fixture)) expect(rule.RoleArn).toEqual(reader);
  expect(roleStatements(fixture)).toContainEqual({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: reader });
  expect(roleStatements(fixture).filter(({ Action }) => [Action].flat().some((action) => action.startsWith('cloudwatch:')))).toEqual([]);
  fixture.functionTemplate('prod').hasResourceProperties('AWS::IAM::Role', {
    RoleName: 'shop-prod-alarm-reader',
    AssumeRolePolicyDocument: { Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:root']] } } }] },
    Policies: [{ PolicyDocument: { Statement: [readAlarms] } }],
  });
});

test('one that is asked once, too', () => {
  const fixture = new Fixture({ waves: { prod: verified } }).deployAll();
  expect(fixture.stage('prod').OnSuccess!.Conditions[0].Rules[0].RoleArn).toEqual(reader);
  fixture.functionTemplate('prod').hasResourceProperties('AWS::IAM::Role', { RoleName: 'shop-prod-alarm-reader' });
});

test('an account whose alarms nobody asks for lets nobody in', () => {
  const fixture = new Fixture({ waves: { beta: {} } }).deployAll();
  fixture.functionTemplate('beta').resourcePropertiesCountIs('AWS::IAM::Role', { RoleName: Match.stringLikeRegexp('alarm-reader') }, 0);
});

test('the pipeline may use no service as a whole, and no resource but its own and those it was given', () => {
  const statements = roleStatements(new Fixture({ waves }).deployAll());
  for (const { Action, Resource } of statements) {
    for (const action of [Action].flat()) expect(action).not.toMatch(/^\*$|:\*$/);
    expect([Resource].flat()).not.toContain('*');
  }
});

test.each([
  ['codeconnections', ['codeconnections:UseConnection', 'codestar-connections:UseConnection']],
  ['codestar-connections', ['codestar-connections:UseConnection']],
])('a connection is used by the name of the service that stands in its ARN: %s', (service, actions) => {
  const connectionArn = `arn:aws:${service}:eu-central-1:111111111111:connection/1`;
  const statements = roleStatements(new Fixture({ waves, connectionArn }).deployAll());
  expect(statements.filter(({ Resource }) => Resource === connectionArn).flatMap(({ Action }) => Action).sort()).toEqual(actions);
});

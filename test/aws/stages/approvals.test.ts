import { Match } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Stack } from 'aws-cdk-lib/core';
import type { aws } from 'spillway';
import { Environment, Gate, Tier } from 'spillway';
import { Fixture, tooling, workloads } from '../fixture';

const leads = Gate.approval({ group: 'leads' });
const configuration = (fixture: Fixture, action: string) =>
  (fixture.stage('gate-prod').Actions as unknown as { Name: string; Configuration: Record<string, unknown> }[]).find(({ Name }) => Name === action)!.Configuration;

function asked(approvals: (stack: Stack) => Record<string, aws.ApprovalSettings>): Fixture {
  return new Fixture({ waves: { prod: { gates: [leads, Gate.approval({ group: 'security' })] } }, candidate: (stack) => ({ approvals: approvals(stack) }) }).deployAll();
}

describe('how a group is asked', () => {
  test('with a page to look at, and only the group it is for', () => {
    const fixture = asked(() => ({ leads: { link: 'https://example.com/checklist' } }));
    expect(configuration(fixture, 'approve-leads')).toMatchObject({ ExternalEntityLink: 'https://example.com/checklist' });
    expect(configuration(fixture, 'approve-security').ExternalEntityLink).toBeUndefined();
  });

  test('on a topic, to which the pipeline may write', () => {
    const fixture = asked((stack) => ({ leads: { topic: new Topic(stack, 'Leads') } }));
    const topic = { Ref: expect.stringMatching(/^Leads/) };
    expect(configuration(fixture, 'approve-leads')).toMatchObject({ NotificationArn: topic });
    fixture.template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: Match.arrayWith([{ Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: Match.stringLikeRegexp('^Leads') } }]) } });
  });

  test('fails when the group approves nothing', () => {
    expect(asked(() => ({ leads: {} })).failure).toBe('');
    expect(asked(() => ({ ledas: { link: 'https://example.com' } })).failure).toMatch(/SP4007 Pipeline\/Release: .*got "ledas"/);
  });
});

describe('a review of the changes', () => {
  const environments = ['eu', 'us'].map((name) => new Environment(name, { tier: Tier.TEST }));
  const reviewed = (reviewChanges: boolean, approvals = {}) =>
    new Fixture({ waves: { prod: { environments, gates: [leads] } }, candidate: () => ({ approvals, waves: { prod: { reviewChanges } } }) })
      .deployAll((name) => (name === 'eu' ? tooling : workloads));

  test('comes before anybody is asked', () => {
    expect(reviewed(true).stage('gate-prod').Actions.map(({ Name, RunOrder }) => [Name, RunOrder])).toEqual([['review', 1], ['approve-leads', 2]]);
    expect(reviewed(false).stage('gate-prod').Actions.map(({ Name, RunOrder }) => [Name, RunOrder])).toEqual([['approve-leads', 1]]);
  });

  test('compares each environment with what is deployed, and makes no change set that the deployment would need', () => {
    const fixture = reviewed(true);
    fixture.template.hasResourceProperties('AWS::CodeBuild::Project', { Source: { BuildSpec: Match.stringLikeRegexp("diff --no-fail --no-change-set 'eu/\\*\\*'[^]*diff --no-fail --no-change-set 'us/\\*\\*'") } });
    const modes = fixture.stage('prod').Actions.map((action) => (action as unknown as { Configuration: { ActionMode: string } }).Configuration.ActionMode);
    expect(modes).toEqual(['CREATE_UPDATE', 'CREATE_UPDATE']);
  });

  test('those who are asked get the page with the differences, beside a page of their own', () => {
    const url = expect.stringMatching(/^#\{.*\.CODEBUILD_BUILD_URL\}$/);
    expect(configuration(reviewed(true), 'approve-leads')).toMatchObject({ ExternalEntityLink: url });
    const both = configuration(reviewed(true, { leads: { link: 'https://example.com' } }), 'approve-leads');
    expect(both).toMatchObject({ ExternalEntityLink: 'https://example.com', CustomData: expect.stringMatching(/; changes: #\{.*\.CODEBUILD_BUILD_URL\}$/) });
  });

  test('may look things up in the accounts of the environments, and change nothing', () => {
    const fixture = reviewed(true);
    const statements = Object.values(fixture.template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    const role = (account: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::${account}:role/cdk-hnb659fds-lookup-role-${account}-eu-central-1` });
    expect(statements).toContainEqual({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: [role('111111111111'), role('222222222222')] });
  });
});

import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Day, DeploymentWindow, Duration, ExpeditedPath, Gate, ReleaseType } from 'spillway';
import { errorRatio, Fixture, workloads } from './fixture';

const office = DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' });

/** What a role named by the test may do, with the ARN of the pipeline left out of the resources. */
function allowed(grant: (fixture: Fixture, role: Role) => void, expedited: ExpeditedPath[] = []): Record<string, string[]> {
  const fixture = new Fixture({
    expedited,
    waves: {
      beta: { gates: [Gate.approval({ group: 'leads' }), Gate.approval({ group: 'security' }), Gate.window(office)] },
      prod: { gates: [Gate.approval({ group: 'leads' }), Gate.quiet(errorRatio)] },
    },
  });
  const role = new Role(fixture.stack, 'Somebody', { assumedBy: fixture.release.node.findChild('Pipeline').node.findChild('Role') as Role });
  grant(fixture, role);
  fixture.deployAll();
  const policies = fixture.template.findResources('AWS::IAM::Policy');
  const [policy] = Object.entries(policies).filter(([name]) => name.startsWith('Somebody')).map(([, { Properties }]) => Properties.PolicyDocument);
  const text = (resource: { 'Fn::Join': [string, unknown[]] }) => `${resource['Fn::Join'][1].slice(-1)}`.replace(/^.*:shop-release/, '');
  return Object.fromEntries(policy.Statement.map(({ Action, Resource }: { Action: string | string[]; Resource: { 'Fn::Join': [string, unknown[]] } }) =>
    [[Action].flat().join(), [Resource].flat().map(text)]));
}

test('a group may answer at its own gates, and see the pipeline, and nothing else', () => {
  expect(allowed((fixture, role) => fixture.release.grantApproval('leads', role))).toEqual({
    'codepipeline:PutApprovalResult': ['/gate-beta/approve-leads', '/gate-prod/approve-leads'],
    'codepipeline:GetPipeline,codepipeline:GetPipelineState,codepipeline:GetPipelineExecution': [''],
  });
  expect(allowed((fixture, role) => fixture.release.grantApproval('security', role))['codepipeline:PutApprovalResult']).toEqual(['/gate-beta/approve-security']);
});

test('the emergency role may override entries, open the way into them, and see the pipeline, and no approval and no bake', () => {
  expect(allowed((fixture, role) => fixture.release.grantOverride(role))).toEqual({
    'codepipeline:OverrideStageCondition': ['/enter-beta', '/enter-prod'],
    'codepipeline:EnableStageTransition': ['/enter-beta', '/enter-prod'],
    'codepipeline:GetPipeline,codepipeline:GetPipelineState,codepipeline:GetPipelineExecution': [''],
  });
});

test('the emergency role may override a window that has a stage of its own', () => {
  const hotfix = ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: Duration.minutes(10) });
  expect(allowed((fixture, role) => fixture.release.grantOverride(role), [hotfix])['codepipeline:OverrideStageCondition']).toEqual(['/window-beta', '/enter-prod']);
});

test('who may start a release may see it, and answer and override nothing', () => {
  expect(allowed((fixture, role) => fixture.release.grantStart(role))).toEqual({
    'codepipeline:StartPipelineExecution,codepipeline:GetPipeline,codepipeline:GetPipelineState,codepipeline:GetPipelineExecution': [''],
  });
});

test('who may lift a veto may read them one by one and all together', () => {
  const statements = allowed((fixture, role) => fixture.release.grantLift(role));
  expect(Object.keys(statements)).toEqual(['ssm:GetParameter,ssm:DeleteParameter', 'ssm:GetParametersByPath']);
  expect(statements['ssm:GetParameter,ssm:DeleteParameter']).toEqual([expect.stringMatching(/:parameter\/spillway\/shop\/vetoed\/\*$/)]);
  expect(statements['ssm:GetParametersByPath']).toEqual([expect.stringMatching(/:parameter\/spillway\/shop\/vetoed$/), expect.stringMatching(/:parameter\/spillway\/shop\/vetoed\/\*$/)]);
});

describe('a permission that would not be written', () => {
  const failure = (grantee: (stack: Stack) => IGrantable, grant: keyof typeof grants = 'grantOverride') => {
    const fixture = new Fixture({ waves: { prod: { gates: [Gate.approval({ group: 'leads' }), Gate.quiet(errorRatio)] } } }).deployAll();
    grants[grant](fixture, grantee(fixture.stack));
    return fixture.failure;
  };
  const grants = {
    grantApproval: ({ release }: Fixture, grantee: IGrantable) => release.grantApproval('leads', grantee),
    grantOverride: ({ release }: Fixture, grantee: IGrantable) => release.grantOverride(grantee),
    grantStart: ({ release }: Fixture, grantee: IGrantable) => release.grantStart(grantee),
    grantRollback: ({ release }: Fixture, grantee: IGrantable) => release.grantRollback(grantee),
    grantLift: ({ release }: Fixture, grantee: IGrantable) => release.grantLift(grantee),
  };
  const imported = (account: string) => (stack: Stack) => Role.fromRoleArn(stack, 'OnCall', `arn:aws:iam::${account}:role/on-call`);

  test.each(Object.keys(grants) as (keyof typeof grants)[])('SP4018: fails when %s is for a role of another account', (grant) => {
    expect(failure(imported('111111111111'), grant)).toBe('');
    expect(failure(imported('999999999999'), grant)).toMatch(new RegExp(`SP4018 Pipeline/Release: .*got "${grant} to Pipeline/OnCall of 999999999999", allowed is a role of 111111111111; `));
  });

  test('SP4018: fails when the role is made in another account', () => {
    const made = (stack: Stack) => new Role(new Stack(stack.node.root, 'Elsewhere', { env: workloads }), 'OnCall', { assumedBy: new AccountPrincipal('222222222222') });
    expect(failure(made)).toMatch(/SP4018 .*got "grantOverride to Elsewhere\/OnCall of 222222222222"/);
  });

  test('SP4018: fails when it is for somebody who has no policies', () => {
    expect(failure(() => new AccountPrincipal('111111111111'))).toMatch(/SP4018 .*got "grantOverride to AccountPrincipal\(111111111111\)", allowed is a role of 111111111111; /);
  });

  test('nothing is said where nobody knows the account', () => {
    expect(failure((stack) => new Role(new Stack(stack.node.root, 'Anywhere'), 'OnCall', { assumedBy: new AccountPrincipal('111111111111') }))).toBe('');
  });
});

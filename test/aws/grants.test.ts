import { Role } from 'aws-cdk-lib/aws-iam';
import { Day, DeploymentWindow, Duration, ExpeditedPath, Gate, ReleaseType } from 'spillway';
import { errorRatio, Fixture } from './fixture';

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

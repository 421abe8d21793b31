import { Notes } from '../../../src/aws/read/notes';
import { predefinedShift, SHIFTING_TYPES, shiftingOf } from '../../../src/aws/read/shifting';
import { Templates } from '../../../src/aws/read/templates';

function read(resources: string) {
  const templates = new Templates({ t: `Resources:\n${resources}` }, new Notes());
  const [resource] = templates.ofType(SHIFTING_TYPES);
  const { shift, alarms } = shiftingOf(resource, templates)!;
  return [shift.kind, shift.steps.map(({ percent, holdMs }) => [percent, holdMs / 60_000]), alarms];
}

test('a flag opens in equal shares, until a monitor fires', () => {
  expect(read(`
  Flags: { Type: AWS::AppConfig::Deployment, Properties: { EnvironmentId: !Ref Prod, DeploymentStrategyId: !Ref Slowly } }
  Prod: { Type: AWS::AppConfig::Environment, Properties: { Name: prod, Monitors: [{ AlarmArn: !GetAtt Errors.Arn }] } }
  Errors: { Type: AWS::CloudWatch::Alarm, Properties: {} }
  Slowly: { Type: AWS::AppConfig::DeploymentStrategy, Properties: { Name: slowly, GrowthFactor: 25, DeploymentDurationInMinutes: 40 } }
`)).toEqual(['flag', [[25, 10], [50, 10], [75, 10], [100, 0]], ['${Errors.Arn}']]);
});

test('a function of SAM moves as its preference says', () => {
  expect(read(`
  Api: { Type: AWS::Serverless::Function, Properties: { DeploymentPreference: { Type: Canary10Percent5Minutes, Alarms: [!Ref Errors] } } }
  Errors: { Type: AWS::CloudWatch::Alarm, Properties: {} }
`)).toEqual(['canary', [[10, 5], [100, 0]], ['${Errors}']]);
});

test('alarms that ECS is told to ignore stop nothing', () => {
  const service = (Rollback: boolean) => `
  Api: { Type: AWS::ECS::Service, Properties: { DeploymentConfiguration: { MinimumHealthyPercent: 50, Alarms: { AlarmNames: [errors], Enable: true, Rollback: ${Rollback} } } } }
`;
  expect(read(service(true))).toEqual(['rolling', [[100, 0]], ['errors']]);
  expect(read(service(false))).toEqual(['rolling', [[100, 0]], []]);
});

test.each([
  ['CodeDeployDefault.LambdaCanary10Percent15Minutes', 'canary', 15], ['CodeDeployDefault.ECSLinear10PercentEvery3Minutes', 'linear', 3],
  ['Linear10PercentEvery1Minute', 'linear', 1], ['CodeDeployDefault.LambdaAllAtOnce', 'allAtOnce', 0],
])('%s', (name, kind, minutes) => {
  const shift = predefinedShift(name)!;
  expect([shift.kind, shift.steps[0].holdMs]).toEqual([kind, minutes * 60_000]);
});

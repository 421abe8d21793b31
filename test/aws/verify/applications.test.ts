import type { App } from 'aws-cdk-lib/core';
import { APPLICATIONS } from '../../support/verify/applications';
import { CHECKERS } from '../../support/verify/checkers';
import { nag } from '../../support/verify/nag';
import type { Subject } from '../../support/verify/subject';
import { subjectsOf } from '../../support/verify/subjects';
import { SUPPRESSIONS } from '../../support/verify/suppressions';
import { Verification } from '../../support/verify/verify';

const verification = new Verification();
const apps: App[] = [];
const applications: Subject[][] = [];

beforeAll(() => {
  for (const make of Object.values(APPLICATIONS)) {
    const app = make();
    applications.push(subjectsOf(app));
    apps.push(app);
  }
});

test.each(CHECKERS)('$name finds nothing in any template of the examples, of the application with everything and of a release over several pipelines', async (checker) => {
  await verification.run(checker, applications);
  expect(verification.findingsOf(checker.name)).toEqual([]);
});

test('cdk-nag finds nothing in any stack of them', async () => {
  await verification.run({ name: 'nag', check: (subjects) => nag(apps[applications.indexOf(subjects)]) }, applications);
  expect(verification.findingsOf('nag')).toEqual([]);
});

test.each([
  ['PipelineRole', 'codeconnections:UseConnection', 'its source'],
  ['PipelineRole', 'cloudwatch:DescribeAlarms', 'its rules on alarms of its own account'],
  ['EntryRole', 's3:GetObject*', 'the artifact of its command'],
  ['SynthCdkBuildProjectRole', 'ssm:GetParameter', 'the question for a veto'],
  ['JudgeGateRole', 'ssm:GetCalendarState', 'the calendars it asks'],
  ['JudgeGateRole', 'secretsmanager:GetSecretValue', 'the token of the change system'],
  ['JudgeGateRole', 'codepipeline:ListActionExecutions', 'the answers it counts'],
  ['KeeperMachineRole', 'codepipeline:EnableStageTransition', 'the end of a freeze, or of a bake'],
  ['KeeperMachineRole', 'codepipeline:GetPipelineState', 'who is in a wave'],
  ['SchedulesRole', 'states:StartExecution', 'the edge of a freeze'],
  ['UndoRole', 'codepipeline:RollbackStage', 'what it takes back'],
])('fails when %s of what is written here may not %s, for %s', async (role, action) => {
  const changed = applications.flat().filter(({ name }) => /^(Catalog|home-)/.test(name))
    .map((subject) => ({ ...subject, template: JSON.parse(JSON.stringify(subject.template)) as Subject['template'] }));
  let taken = 0;
  for (const { template } of changed) {
    for (const [id, { Type, Properties = {} }] of Object.entries(template.Resources)) {
      if (Type !== 'AWS::IAM::Policy' || !id.includes(role)) continue;
      const document = Properties.PolicyDocument as { Statement: { Action: string | string[] }[] };
      const left = document.Statement.filter(({ Action }) => ![Action].flat().includes(action));
      taken += document.Statement.length - left.length;
      document.Statement = left;
    }
  }
  expect(taken).toBeGreaterThan(0);
  const [iam] = CHECKERS.filter(({ name }) => name === 'iam');
  const missing = (await iam.check(changed)).filter(({ rule }) => rule === 'must-allow').map(({ message }) => message);
  expect(missing.join('\n')).toContain(action.replace('*', ''));
});

test('what is suppressed is there, and says why', () => {
  expect(verification.stale.map(({ rule, finding }) => `${rule} ${finding}`)).toEqual([]);
  expect(SUPPRESSIONS.filter(({ reason }) => reason.length < 20)).toEqual([]);
});

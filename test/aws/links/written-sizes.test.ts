import { ManualApprovalAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { App, Stack } from 'aws-cdk-lib/core';
import { deployedLength } from '../../../src/aws/links/deployed-length';
import { checkSizes } from '../../../src/aws/links/written-sizes';
import type { ConditionedPipeline } from '../../../src/aws/stages/conditioned-pipeline';
import { conditionedPipeline } from '../../../src/aws/stages/deployment-engine';
import { tooling } from '../fixture';

/** What synthesis says of a pipeline of so many approvals, with a note of so many letters at each. */
function failure(actions: number, letters = 1, change: (pipeline: ConditionedPipeline) => void = () => undefined, isKept = false): string {
  const app = new App();
  const pipeline = conditionedPipeline(new Stack(app, 'Pipeline', { env: tooling }), { pipelineName: 'shop-release', supersede: true, isLater: false });
  checkSizes(pipeline, isKept);
  for (let stage = 0; stage * 50 < actions; stage++) {
    const count = Math.min(50, actions - stage * 50);
    pipeline.addStage({ stageName: `stage-${stage}`, actions: Array.from({ length: count }, (_, i) => new ManualApprovalAction({ actionName: `a${i}`, additionalInformation: 'x'.repeat(letters) })) });
  }
  change(pipeline);
  try {
    app.synth();
  } catch (error) {
    // none of these has a source
    return (error as Error).message.split('\n').filter((line) => line.includes('SP')).join('\n');
  }
  return '';
}

const readers = (count: number) => (pipeline: ConditionedPipeline) => {
  for (let i = 0; i < count; i++) pipeline.artifactBucket.grantRead(new AccountPrincipal(`${300000000000 + i}`));
};

test.each([
  ['SP4801', 'actions of a pipeline', failure(1000), failure(1001), 'got "1001", allowed is at most 1000 in a pipeline'],
  ['SP4802', 'bytes of a template', failure(900, 400), failure(900, 1000), 'allowed is at most 900000 for its stages'],
  ['SP4803', 'readers of artifacts', failure(2, 1, readers(50)), failure(2, 1, readers(300)), 'allowed is at most 20480 for the bucket of its artifacts'],
  ['SP4804', 'actions to keep entries of', failure(300, 1, undefined, true), failure(301, 1, undefined, true), 'got "301", allowed is at most 300 in a pipeline whose waves have'],
])('%s: fails when there are too many %s', (code, _, passes, fails, says) => {
  expect(passes).toBe('');
  expect(fails).toContain(code);
  expect(fails).toContain(says);
});

test('fails when the role needs more policies than it may have (SP4803)', () => {
  const allow = (count: number) => ({ role }: ConditionedPipeline) => {
    for (let i = 0; i < count; i++) role.addToPrincipalPolicy(new PolicyStatement({ actions: [`a:${'x'.repeat(2500)}${i}`], resources: ['*'] }));
  };
  expect(failure(2, 1, allow(3))).toBe('');
  expect(failure(2, 1, allow(40))).toContain('managed policies');
});

test('what CloudFormation fills in is counted as long as it may be, and not as it is written', () => {
  expect(deployedLength('abc')).toBe(5);
  expect(deployedLength({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam']] })).toBe('"arn:aws-us-gov:iam"'.length);
  expect(deployedLength({ Action: ['a', 'b'] })).toBeGreaterThanOrEqual('{"Action":["a","b"]}'.length);
  expect(deployedLength(undefined)).toBe(0);
});

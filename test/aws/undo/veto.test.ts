import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { vetoCommand } from '../../../src/aws/undo/veto';
import { Fixture } from '../fixture';

/** Runs the command as CodeBuild does, with an AWS CLI that answers like this. */
function build(cli: string, revision: string | undefined = 'abc') {
  const bin = mkdtempSync(join(tmpdir(), 'cli-'));
  writeFileSync(join(bin, 'aws'), `#!/bin/sh\necho "$@" > ${bin}/asked\n${cli}\n`);
  chmodSync(join(bin, 'aws'), 0o755);
  const env = { PATH: `${bin}:${process.env.PATH}`, ...(revision ? { CODEBUILD_RESOLVED_SOURCE_VERSION: revision } : {}) };
  const { status, stdout } = spawnSync('sh', ['-c', `${vetoCommand('shop')}\necho synthesized`], { env, encoding: 'utf8' });
  const asked = () => execFileSync('cat', [join(bin, 'asked')], { encoding: 'utf8' });
  return { status, stdout, asked };
}

const NOT_FOUND = "echo 'An error occurred (ParameterNotFound) when calling the GetParameter operation: ' >&2; exit 254";

test('a revision without a veto is synthesized, and it is the revision that is asked for', () => {
  const { status, stdout, asked } = build(NOT_FOUND);
  expect([status, stdout]).toEqual([0, 'synthesized\n']);
  expect(asked()).toContain('ssm get-parameter --name /spillway/shop/vetoed/abc ');
});

test.each([
  ['is vetoed', "echo 'it was undone in prod'", 'it was undone in prod'],
  ['is vetoed for a reason that looks like an error', "echo 'ParameterNotFound'", 'goes again when somebody lifts the veto'],
  ['may not be asked about', "echo 'An error occurred (AccessDeniedException)' >&2; exit 254", 'nobody can say'],
  ['cannot be asked about', "echo 'Could not connect to the endpoint URL' >&2; exit 255", 'nobody can say'],
])('fails when a revision %s, and says why', (_, cli, reason) => {
  const { status, stdout } = build(cli);
  expect(status).not.toBe(0);
  expect(stdout).toContain(reason);
  expect(stdout).not.toContain('synthesized');
});

test('fails when nobody knows the revision', () => {
  const { status, stdout } = build(NOT_FOUND, '');
  expect(status).not.toBe(0);
  expect(stdout).not.toContain('synthesized');
});

test('it is asked before anything else, by a project that may read vetoes and nothing else of the kind', () => {
  const { template } = new Fixture({ waves: { beta: {} } }).deployAll();
  const [{ Properties }] = Object.entries(template.findResources('AWS::CodeBuild::Project')).filter(([id]) => id.includes('Synth')).map(([, project]) => project);
  const spec = JSON.stringify(Properties.Source.BuildSpec);
  expect(spec.indexOf('get-parameter')).toBeGreaterThan(0);
  expect(spec.indexOf('get-parameter')).toBeLessThan(spec.indexOf('npm ci'));
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({
      Action: 'ssm:GetParameter', Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ssm:eu-central-1:111111111111:parameter/spillway/shop/vetoed/*']] },
    })]) },
  });
});

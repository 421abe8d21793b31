import aslValidator = require('asl-validator');
import { recording } from '../../../src/aws/gates/recording';
import { run } from '../../support/stepfunctions/state-machine';

const definition = () => JSON.parse(JSON.stringify(recording({ prefix: '/spillway/shop/running/', environments: { prod: ['eu', 'us'], beta: ['beta'] } }))
  .replaceAll('${pipeline}', 'shop-release').replaceAll('${partition}', 'aws')) as Parameters<typeof run>[0];
const event = (stage: string, execution: string) => ({ time: '2026-11-21T07:00:00Z', detail: { 'pipeline': 'shop-release', stage, 'execution-id': execution, 'state': 'SUCCEEDED' } });
const action = (ActionName: string, OutputVariables: object = {}) => ({ ActionName, Output: { OutputVariables } });

/** What CodePipeline knows; executions of a rollback have built nothing. */
async function recorded(stage: string, execution: string, actions: Record<string, object[][]>): Promise<Record<string, { version: string }>> {
  const written: Record<string, { version: string }> = {};
  const result = await run(definition(), event(stage, execution), {
    'codepipeline:getPipelineExecution': ({ PipelineExecutionId }) => ({
      PipelineExecution: {
        ArtifactRevisions: [{ Name: 'shop_api_Source', RevisionId: 'c0ffee' }],
        ...(PipelineExecutionId === 'later' ? { Variables: [{ Name: 'FIRST_EXECUTION', ResolvedValue: 'old' }] } : {}),
        ...(PipelineExecutionId === 'rollback' ? { RollbackMetadata: { RollbackTargetPipelineExecutionId: 'old' } } : {}),
      },
    }),
    'codepipeline:listActionExecutions': ({ Filter, NextToken }) => {
      const pages = actions[Filter.PipelineExecutionId];
      const page = Number(NextToken ?? 0);
      return { ActionExecutionDetails: pages[page], ...(page + 1 < pages.length ? { NextToken: `${page + 1}` } : {}) };
    },
    'ssm:putParameter': ({ Name, Value, Type, Overwrite }) => {
      expect([Type, Overwrite]).toEqual(['String', true]);
      written[Name] = JSON.parse(Value) as { version: string };
      return {};
    },
  });
  expect(result).toMatchObject({ status: 'SUCCEEDED' });
  return written;
}

test('is a state machine as the language defines it', () => {
  expect(aslValidator(definition(), { checkPaths: true, checkArn: true }).errors).toEqual([]);
});

test('writes for each environment of the stage what runs there now', async () => {
  const record = { version: '2.4.0', revisions: [{ name: 'shop_api_Source', revision: 'c0ffee' }], execution: 'new', at: '2026-11-21T07:00:00Z' };
  expect(await recorded('prod', 'new', { new: [[action('Deploy'), action('Synth', { RELEASE_VERSION: '2.4.0' })]] })).toEqual({
    '/spillway/shop/running/eu': record, '/spillway/shop/running/us': record,
  });
});

test('a rollback writes down the version that its target had built', async () => {
  const { '/spillway/shop/running/beta': record } = await recorded('beta', 'rollback', { rollback: [[action('Deploy')]], old: [[action('Synth', { RELEASE_VERSION: '2.3.9' })]] });
  expect(record).toMatchObject({ version: '2.3.9', execution: 'rollback' });
});

test('what was built is found behind a hundred other actions', async () => {
  const { '/spillway/shop/running/beta': record } = await recorded('beta', 'new', { new: [[action('Deploy')], [action('Check')], [action('Synth', { RELEASE_VERSION: '1.0.0' })]] });
  expect(record.version).toBe('1.0.0');
});

test('a release that says no version has none', async () => {
  const { '/spillway/shop/running/beta': record } = await recorded('beta', 'new', { new: [[action('Deploy'), action('Synth')]] });
  expect(record.version).toBe('');
});

test('what a later pipeline deploys was built by the first one', async () => {
  const { '/spillway/shop/running/beta': record } = await recorded('beta', 'later', { old: [[action('Synth', { RELEASE_VERSION: '2.4.0' })]] });
  expect(record).toMatchObject({ version: '2.4.0', execution: 'later' });
});

test('a stage that deploys nothing is not written down', async () => {
  expect(await recorded('gate-prod', 'new', {})).toEqual({});
});

import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { until } from '../until';
import type { Scenario } from '../world';
import { auditor, go, ledger } from './ledger';

interface Message { readonly kind: string; readonly title: string; readonly text: string }

const crossWave: Scenario = {
  name: 'an alarm in the last wave undoes the first one too, vetoes the revision, and pages',
  async run(world) {
    const good = (await go(world, 'good')).execution;
    const pagerUrl = await world.tooling.output('LedgerPipeline', 'PagerUrl');
    await world.tooling.drain(pagerUrl);
    const since = world.standIns.calls.length;
    const prod = world.root('333333333333', 'eu-central-1');
    const { stopped } = await go(world, 'bad', {
      bake: async (stage) => {
        if (stage === 'live') await prod.measure('ledger-live-error-ratio', 1);
      },
    });
    await prod.measure('ledger-live-error-ratio', -1);
    deepEqual(stopped, { stage: 'live', why: 'Alarm-live: ledger-live fires', rolledBackTo: 'good' });

    const [rollback] = await until('the earlier wave is rolled back', async () => {
      const calls = world.standIns.callsOf('RollbackStage', since);
      return calls.length > 0 && calls;
    });
    deepEqual(rollback.input, { pipelineName: 'ledger-release', stageName: 'trial', targetPipelineExecutionId: good.id });
    equal(rollback.refused, undefined);
    match(rollback.caller, /assumed-role\/LedgerPipeline-\w*Undo/);
    const machine = await world.tooling.resource('LedgerPipeline', 'AWS::StepFunctions::StateMachine', 'ReleaseUndo');
    deepEqual((await world.tooling.executions(machine)).filter(({ status }) => status !== 'SUCCEEDED'), []);
    equal(world.standIns.callsOf('RollbackStage', since).length, 1, 'a failure and the rollback that follows it are one matter');

    const veto = JSON.parse((await world.tooling.parameter('/spillway/ledger/vetoed/bad'))!) as { wave: string; cause: string };
    deepEqual([veto.wave, veto.cause], ['live', 'signal']);
    const messages = await world.tooling.drain(pagerUrl);
    const told = messages.map((text) => JSON.parse(text) as Message);
    ok(told.some(({ kind, title }) => kind === 'failed' && title === 'ledger: live has failed'), JSON.stringify(told));
    const news = told.find(({ kind }) => kind === 'rolledBack');
    equal(news?.title, 'ledger: a release is rolled back in live');
    match(news!.text, /Revision bad .* was undone in live because of: signal\. Also undone: trial\./);
  },
};

const failedVerification: Scenario = {
  name: 'a verification that fails undoes its stage and the waves before, the last one first, past a busy stage',
  async run(world) {
    const pipeline = ledger(world);
    const since = world.standIns.calls.length;
    pipeline.mishaps.set('RollbackStage', ['ConflictException']);
    const { stopped } = await go(world, 'unbalanced', { failing: ['balance'] });
    deepEqual(stopped, { stage: 'live', why: 'balance: failed', rolledBackTo: 'good' });
    const calls = await until('trial is rolled back at the second try', async () => {
      const found = world.standIns.callsOf('RollbackStage', since);
      return found.length === 2 && found;
    });
    deepEqual(calls.map(({ input, refused }) => [input.stageName, refused]), [['trial', 'ConflictException'], ['trial', undefined]]);
    const veto = JSON.parse((await world.tooling.parameter('/spillway/ledger/vetoed/unbalanced'))!) as { cause: string };
    equal(veto.cause, 'verification');
  },
};

const failedRollback: Scenario = {
  name: 'a rollback that fails pages with what is left to do by hand',
  async run(world) {
    const pipeline = ledger(world);
    const pagerUrl = await world.tooling.output('LedgerPipeline', 'PagerUrl');
    await world.tooling.drain(pagerUrl);
    pipeline.rollbackOutcome.set('trial', 'Failed');
    await go(world, 'stuck', { failing: ['balance'] });
    const message = await until('a page that something is not undone', async () => {
      const messages = (await world.tooling.drain(pagerUrl)).map((text) => JSON.parse(text) as Message);
      return messages.find(({ kind }) => kind === 'notUndone');
    });
    pipeline.rollbackOutcome.clear();
    match(message.text, /roll back trial by hand .* is Failed/);
  },
};

const byHand: Scenario = {
  name: 'who was granted it orders a rollback and lifts the veto; who was not is refused both',
  async run(world) {
    const { execution: before } = await go(world, 'sound');
    await go(world, 'disliked');
    const since = world.standIns.calls.length;
    const [machine, role] = await Promise.all([
      world.tooling.resource('LedgerPipeline', 'AWS::StepFunctions::StateMachine', 'ReleaseUndo'),
      world.tooling.assume('arn:aws:iam::111111111111:role/ledger-on-call'),
    ]);
    const anna = await auditor(world, 'anna');
    const order = { wave: 'live', by: 'anna', why: 'customers cannot pay' };
    await rejects(anna.startMachine(machine, order), /not authorized to perform: states:StartExecution/);
    await role.startMachine(machine, order);
    const [{ input }] = await until('live is rolled back', async () => {
      const calls = world.standIns.callsOf('RollbackStage', since);
      return calls.length > 0 && calls;
    });
    deepEqual([input.stageName, input.targetPipelineExecutionId], ['live', before.id]);

    const name = '/spillway/ledger/vetoed/disliked';
    await rejects(anna.removeParameter(name), /not authorized to perform: ssm:DeleteParameter/);
    await role.removeParameter(name);
    equal(await world.tooling.parameter(name), undefined);
  },
};

const whileItBakes: Scenario = {
  name: 'who orders a rollback while a release bakes means that one: it is abandoned, its stage goes back, and the good one before has no veto',
  async run(world) {
    const { execution: before } = await go(world, 'calm');
    const since = world.standIns.calls.length;
    const [machine, role] = await Promise.all([
      world.tooling.resource('LedgerPipeline', 'AWS::StepFunctions::StateMachine', 'ReleaseUndo'),
      world.tooling.assume('arn:aws:iam::111111111111:role/ledger-on-call'),
    ]);
    const failures = (await world.tooling.executions(machine)).filter(({ status }) => status === 'FAILED').length;
    const { execution, passed, stopped } = await go(world, 'hasty', {
      bake: async (stage) => {
        if (stage !== 'live') return;
        await role.startMachine(machine, { wave: 'live', by: 'anna', why: 'customers cannot pay' });
        await until('live is rolled back', async () => world.standIns.callsOf('RollbackStage', since).some(({ input, refused }) => input.stageName === 'live' && !refused));
      },
    });
    equal(passed.at(-1) !== 'live' && stopped?.why, 'somebody has stopped it');
    equal(execution.status, 'Stopped');
    const stops = world.standIns.callsOf('StopPipelineExecution', since).map(({ input }) => [input.pipelineExecutionId, input.abandon]);
    deepEqual(stops, [[execution.id, false], [execution.id, true]]);
    const [{ input }] = world.standIns.callsOf('RollbackStage', since);
    deepEqual([input.stageName, input.targetPipelineExecutionId], ['live', before.id]);
    deepEqual(await Promise.all(['calm', 'hasty'].map(async (revision) => (await world.tooling.parameter(`/spillway/ledger/vetoed/${revision}`)) !== undefined)), [false, true]);
    // what follows must not meet it
    equal((await world.tooling.executions(machine)).filter(({ status }) => status === 'FAILED').length, failures);
  },
};

export const undoing: readonly Scenario[] = [crossWave, failedVerification, failedRollback, byHand, whileItBakes];

import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import type { Aws } from '../aws';
import type { Circumstances } from '../release';
import { release } from '../release';
import type { StandInPipeline } from '../stand-in-pipeline';
import { until } from '../until';
import type { Scenario, World } from '../world';
import { checkSubset } from './deploys';
import { OFFICE_HOURS, shopRelease } from './shop';

interface Freeze { readonly FREEZE_FROM: string; readonly FREEZE_TO: string }

const HOUR = 3_600_000;
const OVER: Freeze = { FREEZE_FROM: '2024-01-01T00:00', FREEZE_TO: '2024-01-02T00:00' };

function now(): Freeze {
  const local = (atMs: number) => new Date(atMs).toISOString().slice(0, 16);
  return { FREEZE_FROM: local(Date.now() - HOUR), FREEZE_TO: local(Date.now() + HOUR) };
}

async function deployLedger(world: World, freeze: Freeze): Promise<void> {
  const { found, types } = await world.cdk.synth('ledger', { ...freeze });
  checkSubset(world, found, types);
  await world.cdk.deploy('ledger', '**');
}

function ledger(world: World): StandInPipeline {
  return world.standIns.pipeline('ledger-release');
}

async function auditor(world: World, name: string): Promise<Aws> {
  return world.tooling.assume('arn:aws:iam::111111111111:role/auditors', name);
}

/** Two people approve. */
async function circumstances(world: World, more: Partial<Circumstances> = {}): Promise<Circumstances> {
  const [first, second] = await Promise.all(['anna', 'ben'].map((name) => auditor(world, name)));
  return { at: OFFICE_HOURS, approver: (action) => (action.endsWith('-1') ? first : second), ...more };
}

/** A release that gets to the end unless something of its circumstances stops it. */
async function go(world: World, revision: string, more: Partial<Circumstances> = {}) {
  return release(world, ledger(world), revision, await circumstances(world, more));
}

const dependsOn: Scenario = {
  name: 'a release waits for another one, and goes on when that has left the record of its version',
  async run(world) {
    await shopReleased(world, '1.9.3');
    const reasons: string[] = [];
    const { passed, stopped } = await go(world, 'first', {
      meanwhile: async (action, why) => {
        equal(action, 'depends-on-shop-prod-eu');
        reasons.push(why);
        await shopReleased(world, '2.1.0');
      },
    });
    deepEqual(reasons, ['/spillway/shop/running/prod-eu is version 1.9.3']);
    equal(stopped, undefined);
    equal(passed.at(-1), 'live');
  },
};

/** A version of the example is released, and a state machine of its pipeline leaves the record. */
async function shopReleased(world: World, version: string): Promise<void> {
  await shopRelease(world, `shop-${version}`, { outputs: { Synth: { RELEASE_VERSION: version } } });
  await until(`shop ${version} is on record`, async () => {
    const record = await world.tooling.parameter('/spillway/shop/running/prod-eu');
    return record !== undefined && (JSON.parse(record) as { version: string }).version === version;
  });
}

const differentPeople: Scenario = {
  name: 'two approvals by one person are one too few',
  async run(world) {
    const anna = await auditor(world, 'anna');
    const { stopped } = await go(world, 'approved-twice', { approver: () => anna });
    equal(stopped?.stage, 'gate-live');
    match(stopped!.why, /2 approvals of auditors were given by 1: .*\/anna/);
  },
};

const frozen: Scenario = {
  name: 'a freeze disables the way in and keeps it so; who gets past is refused by the gate; what a person has closed stays closed after it',
  always: true,
  async run(world) {
    await shopReleased(world, '2.0.0');
    await deployLedger(world, now());
    const pipeline = ledger(world);
    const held = 'gate-live';
    await until('the schedule closes the way', async () => pipeline.transitions.get(held)?.reason === 'freeze audit');

    pipeline.transitions.clear();
    const since = world.standIns.calls.length;
    const { stopped } = await go(world, 'in-the-freeze');
    equal(stopped?.stage, 'enter-live');
    match(stopped!.why, /Judged: .*a declared freeze holds/);
    await until('its start has the way closed again', async () => pipeline.transitions.get(held)?.enabled === false);
    const [{ caller }] = world.standIns.callsOf('DisableStageTransition', since);
    match(caller, /assumed-role\/LedgerPipeline-\w*Keeper/);

    await deployLedger(world, OVER);
    const passed = await pipeline.start('after-the-freeze');
    await until('the way is open again', async () => pipeline.transitions.get(held)?.enabled);
    await pipeline.finish(passed, 'Succeeded');
    pipeline.transitions.set(held, { enabled: false, reason: 'wait for me' });
    const machine = await world.tooling.resource('LedgerPipeline', 'AWS::StepFunctions::StateMachine', 'ReleaseGatesFreezes');
    const known = (await world.tooling.executions(machine)).length;
    await pipeline.start('held-by-a-person');
    await world.tooling.executions(machine, known);
    deepEqual(pipeline.transitions.get(held), { enabled: false, reason: 'wait for me' });
    pipeline.transitions.clear();
  },
};

const noCalendar: Scenario = {
  name: 'a calendar that is gone closes the way: nobody can say that no freeze holds',
  async run(world) {
    const restore = world.standIns.loseDocuments();
    const { stopped } = await go(world, 'without-calendar');
    restore();
    equal(stopped?.stage, 'enter-live');
    match(stopped!.why, /could not be asked: no calendar/);
    ledger(world).transitions.clear();
  },
};

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

export const ledgerScenarios: readonly Scenario[] = [
  frozen, noCalendar, dependsOn, differentPeople, crossWave, failedVerification, failedRollback, byHand,
];

import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import type { Scenario } from '../world';
import { shop, shopRelease } from './shop';

const SUNDAY = new Date('2026-11-22T09:30:00Z');

const WAVES = ['beta', 'gamma', 'gate-one-box', 'enter-one-box', 'one-box', 'enter-prod', 'prod'];

/** The stages of the waves are passed in order; the alarms of three accounts are read with the roles that the rules name. */
const good: Scenario = {
  name: 'a good release passes all waves, and each rule reads its alarm with the roles it was given',
  always: true,
  async run(world) {
    const deployed: string[] = [];
    const { passed, stopped } = await shopRelease(world, 'good', { deploy: async (stack) => void deployed.push(stack) });
    equal(stopped, undefined);
    deepEqual(passed.slice(-WAVES.length), WAVES);
    deepEqual(deployed.filter((stack) => stack.endsWith('Api')), ['beta-Api', 'gamma-Api', 'one-box-Api', 'prod-eu-Api', 'prod-us-Api']);
  },
};

const alarmDuringBake: Scenario = {
  name: 'an alarm during the bake takes the stage back to the release before',
  async run(world) {
    const prodUs = world.root('333333333333', 'us-east-1');
    const bake = async (stage: string) => {
      if (stage === 'prod') await prodUs.measure('shop-prod-us-error-ratio', 1);
    };
    // not the revision that is vetoed by now: whoever undoes that one stops it wherever it moves
    const { stopped } = await shopRelease(world, 'leaky', { bake });
    await prodUs.measure('shop-prod-us-error-ratio', -1);
    deepEqual(stopped, { stage: 'prod', why: 'Alarm-prod-us: shop-prod-us fires', rolledBackTo: 'good' });
  },
};

const failedDeployment: Scenario = {
  name: 'a stack that fails takes its stage back, and later waves are not reached',
  async run(world) {
    const deploy = async (stack: string, revision: string) => {
      if (stack === 'gamma-Api' && revision === 'bad') throw new Error('UPDATE_ROLLBACK_COMPLETE');
    };
    const { passed, stopped } = await shopRelease(world, 'bad', { deploy });
    equal(stopped?.stage, 'gamma');
    equal(stopped?.rolledBackTo, 'good');
    equal(passed.at(-1), 'beta');
  },
};

const closedWindow: Scenario = {
  name: 'a closed window stops a release at the entry, with nothing deployed behind it',
  async run(world) {
    const { passed, stopped } = await shopRelease(world, 'on-sunday', { at: SUNDAY });
    deepEqual([stopped?.stage, stopped?.rolledBackTo], ['enter-one-box', undefined]);
    match(stopped!.why, /the window is closed/);
    equal(passed.at(-1), 'gate-one-box');
  },
};

const firingBeforeEntry: Scenario = {
  name: 'a firing alarm keeps a release out',
  async run(world) {
    const prodEu = world.root('333333333333', 'eu-central-1');
    await prodEu.measure('shop-prod-eu-error-ratio', 1);
    const { stopped } = await shopRelease(world, 'unlucky');
    await prodEu.measure('shop-prod-eu-error-ratio', -1);
    deepEqual(stopped, { stage: 'enter-prod', why: 'Alarm-prod-eu: shop-prod-eu-quiet fires', rolledBackTo: undefined });
  },
};

/** The emulator checks policies: who was not granted it is refused. */
const approvals: Scenario = {
  name: 'only who was granted approval may approve, and may not pass a closed entry; the role for emergencies may do that only',
  async run(world) {
    const pipeline = await shop(world);
    const [managers, onCall] = await Promise.all(['release-managers', 'shop-on-call'].map((role) => world.tooling.assume(`arn:aws:iam::111111111111:role/${role}`)));
    const { stopped } = await shopRelease(world, 'unapproved', { approver: () => onCall });
    equal(stopped?.stage, 'gate-one-box');
    match(stopped!.why, /not authorized to perform: codepipeline:PutApprovalResult/);
    await onCall.override(pipeline.name, 'enter-one-box', stopped!.stage);
    await rejects(managers.override(pipeline.name, 'enter-one-box', stopped!.stage), /not authorized to perform: codepipeline:OverrideStageCondition/);
    await rejects(onCall.override(pipeline.name, 'prod', stopped!.stage), /not authorized/);
  },
};

export const releases: readonly Scenario[] = [good, failedDeployment, alarmDuringBake, closedWindow, firingBeforeEntry, approvals];

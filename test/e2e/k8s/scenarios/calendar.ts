import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { DeploymentWindow, Freeze } from 'spillway';
import { until } from '../../aws/until';
import { ON_CALL } from '../app';
import { Project } from '../project';
import type { Scenario } from '../world';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** `YYYY-MM-DDTHH:MM` in UTC. */
function at(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16);
}

function frozen(fromMs: number, toMs: number): Freeze {
  return Freeze.dated('audit', { from: at(fromMs), to: at(toMs), timeZone: 'UTC', owner: 'finance', reason: 'the books are closed' });
}

/** A window that is open on one day of the week. */
function window(name: string, dayMs: number): DeploymentWindow {
  // ISO 8601 counts Sunday as the last day
  return DeploymentWindow.weekly(name, { days: [new Date(dayMs).getUTCDay() || 7], from: '00:00', to: '24:00', timeZone: 'UTC' });
}

export const calendar: Scenario[] = [{
  name: 'a closed window holds a Promotion; it passes when somebody on call breaks the glass, and the audit log keeps who and why',
  async run(world) {
    const project = await Project.start(world, 'windowed', { windows: [window('later', Date.now() + 3 * DAY_MS)] });
    match(await project.held(), /outside the deployment window: later/);
    deepEqual(await project.warnings(), []);

    const reason = { 'spillway.dev/break-glass': 'customers cannot pay' };
    const ada = world.person('ada', ON_CALL);
    await rejects(project.promote(reason, world.person('bob')), /outside the deployment window/);
    await rejects(project.promote({}, ada), /outside the deployment window/);
    await rejects(project.promote({ 'spillway.dev/break-glass': ' ' }, ada), /outside the deployment window/);
    const promotion = await project.promote(reason, ada);
    deepEqual(project.audited().slice(-4), [{ code: 403 }, { code: 403 }, { code: 403 }, { code: 201, glass: 'ada: customers cannot pay' }]);

    // what a running Promotion does, and with it how it undoes a release, is none of the calendar's business
    const path = await world.api.pathOf(promotion);
    await world.kargo.patch(`${path}/status`, { status: { phase: 'Running' } });
    await world.kargo.patch(`${path}/status`, { status: { phase: 'Failed', message: 'taken back' } });
    await world.kargo.patch(path, { metadata: { annotations: { 'kargo.akuity.io/abort': 'terminate' } } });
    await rejects(project.promote(), /outside the deployment window/);
  },
}, {
  name: 'an open window lets a Promotion through; a freeze with dates holds it until the very minute in which it ends',
  async run(world) {
    const startMs = Date.now();
    // far enough for the policy to be known before
    const endMs = Math.ceil((startMs + 20_000) / MINUTE_MS) * MINUTE_MS;
    const project = await Project.start(world, 'frozen', { windows: [window('today', startMs), window('tomorrow', startMs + DAY_MS)], freezes: [frozen(startMs - DAY_MS, endMs)] });
    match(await project.held(), /frozen: audit, by finance: the books are closed/);
    deepEqual(await project.warnings(), []);
    const refusedMs: number[] = [];
    const passed = await until('the freeze ends', async () => {
      const askedMs = Date.now();
      return project.promote().catch(() => {
        refusedMs.push(askedMs);
        return false as const;
      });
    }, 100);
    // the clock of an object has no fractions of a second
    ok(Date.parse(passed.metadata.creationTimestamp!) >= endMs, `${passed.metadata.creationTimestamp} is not before ${at(endMs)}`);
    ok(refusedMs.at(-1)! < endMs && refusedMs.at(-1)! > endMs - 5_000, 'it was held until then');
  },
}, {
  name: 'a freeze that is over holds nothing, nor does a calendar hold Promotions of another project',
  async run(world) {
    const over = await Project.start(world, 'thawed', { freezes: [frozen(Date.now() - 3 * DAY_MS, Date.now() - 2 * DAY_MS)] });
    const closed = await Project.start(world, 'closed', { windows: [window('later', Date.now() + 3 * DAY_MS)] });
    await closed.held();
    equal((await over.promote()).kind, 'Promotion');
  },
}];

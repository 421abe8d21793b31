import { Day, DeploymentWindow, Duration, Environment, ExpeditedPath, Freeze, Gate, ReleaseType, RollbackTrigger, Signal, Tier } from 'spillway';
import { heldStages } from '../../../src/aws/gates/held-stages';
import { PipelineParts } from '../../../src/aws/links/pipeline-parts';
import { layout } from '../../../src/aws/stages/layout';
import { lower } from '../../../src/plan/lower';
import type { Declared } from '../fixture';
import { Fixture } from '../fixture';

const errorRatio = Signal.errorRatio({ atMost: 0.01 });
const quiet = Gate.quiet(errorRatio);
const leads = Gate.approval({ group: 'leads' });
const office = Gate.window(DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'UTC' }));
const sale = Freeze.dated('sale', { owner: 'sre', reason: 'nobody is here', timeZone: 'UTC', from: '2026-11-26T18:00', to: '2026-12-01T09:00', tiers: [Tier.TEST] });
const watched = { rollbackOn: [RollbackTrigger.signal(errorRatio)], bakeTime: Duration.hours(1) };
const hotfix = (passesWindows: boolean) => [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], passesWindows, bakeAtMost: Duration.minutes(10) })];

/** `stage` and what it is closed by. */
function held(declared: Declared, stagePerEnvironment = false): string[] {
  const plan = lower(new Fixture(declared).pipeline);
  const stages = layout(plan, { prod: { stagePerEnvironment } });
  return heldStages(stages, new PipelineParts('shop', stages), (names) => names.map((name) => `${name}-calendar`)).map(({ pipelineName, stage, freezes, calendars, occupied }) =>
    `${pipelineName}/${stage}: closed by [${freezes}], while [${occupied}], not opened in [${calendars}]`);
}

test('a wave without an entry holds nobody', () => {
  expect(held({ waves: { prod: { gates: [leads], ...watched } } })).toEqual([]);
});

test('a wave with an entry is held before it, for as long as its stages last; the entry of the next wave is another', () => {
  expect(held({ waves: { beta: { gates: [quiet] }, prod: { gates: [leads, office], ...watched } } })).toEqual([
    'shop-release/enter-beta: closed by [], while [enter-beta,beta], not opened in []',
    'shop-release/enter-prod: closed by [], while [enter-prod,prod], not opened in []',
  ]);
});

test('where the window has a stage of its own, before that one, to the end of the bake', () => {
  expect(held({ expedited: hotfix(true), waves: { prod: { gates: [office, quiet], ...watched } } }))
    .toEqual(['shop-release/window-prod: closed by [], while [window-prod,enter-prod,prod,bake-prod], not opened in []']);
  expect(held({ expedited: hotfix(true), waves: { prod: { gates: [office], ...watched } } }))
    .toEqual(['shop-release/window-prod: closed by [], while [window-prod,prod,bake-prod], not opened in []']);
});

test('where only the rest of the bake is to be waited for, there is an entry for it', () => {
  expect(held({ expedited: hotfix(false), waves: { prod: watched } })).toEqual(['shop-release/enter-prod: closed by [], while [enter-prod,prod,bake-prod], not opened in []']);
});

test('each environment with stages of its own is held by itself, and a freeze holds the first of them', () => {
  const environments = ['eu', 'us'].map((name) => new Environment(name, { tier: Tier.TEST }));
  expect(held({ freezes: [sale], waves: { prod: { environments, gates: [quiet] } } }, true)).toEqual([
    'shop-release/enter-eu: closed by [sale], while [enter-eu,eu], not opened in [sale-calendar]',
    'shop-release/enter-us: closed by [], while [enter-us,us], not opened in []',
  ]);
});

test('a freeze closes the first stage of a wave, and keeps closed what is behind it', () => {
  expect(held({ freezes: [sale], waves: { prod: { gates: [leads, quiet] } } })).toEqual([
    'shop-release/gate-prod: closed by [sale], while [], not opened in [sale-calendar]',
    'shop-release/enter-prod: closed by [], while [enter-prod,prod], not opened in [sale-calendar]',
  ]);
});

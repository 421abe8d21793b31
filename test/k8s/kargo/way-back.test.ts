import { Duration, Gate, TrafficShift } from 'spillway';
import { digestOf, HOUR_MS, Shop } from '../support/kargo/shop-promotions';
import type { Freight } from '../support/kargo/world';
import type { ShopOptions } from '../support/shop';
import { beta, ERRORS, IMAGE, object, shop, SLOW, WATCHED } from '../support/shop';

/*
 * What a promotion leaves behind, and how long it stays at it, in a model of Kargo.
 */

const canary: ShopOptions = { waves: [['beta', { environments: [beta], trafficShift: TrafficShift.canary({ percent: 20, hold: Duration.minutes(10) }) }]] };

/** The same release with another file for the environment. */
function having(made: Shop, freight: Freight, file: string): Freight {
  const files = { ...made.world.git.files(freight.commit.ID), [`dist/beta/${file}`]: {} };
  return { ...freight, commit: { ...freight.commit, ID: made.world.git.push('main', files, 'more') } };
}

const filesOf = ({ world: { git } }: Shop) => Object.keys(git.files(git.head('environment/beta')!)).sort();

test('what a release no longer has is gone with it, there and back', () => {
  const made = new Shop(canary);
  made.promotion('beta', having(made, made.freight('a'), 'Service.old.yaml')).run();
  const before = filesOf(made);
  expect(before).toContain('Service.old.yaml');
  made.promotion('beta', made.freight('b')).run();
  expect(filesOf(made)).not.toContain('Service.old.yaml');
  made.isBad('c');
  made.promotion('beta', having(made, made.freight('c'), 'Service.new.yaml')).run();
  expect([made.asked('beta')[0], filesOf(made)]).toEqual(['b', before.filter((file) => file !== 'Service.old.yaml')]);
});

test('a Freight whose name is made of digits is known again', () => {
  const made = new Shop(canary);
  made.promotion('beta', made.freight('a')).run();
  made.isBad('1');
  made.promotion('beta', made.freight('1')).run();
  expect(made.asked('beta')).toEqual(['a', digestOf('a')]);
});

test('a Rollout that waits for a person is waited for until a day after its own time', () => {
  const made = new Shop(canary);
  made.promotion('beta', made.freight('a')).run();
  made.world.healthOf = (_application, _files, sinceMs) => (sinceMs < 24 * HOUR_MS + 9 * 60_000 ? 'Progressing' : 'Healthy');
  const slow = made.promotion('beta', made.freight('b'));
  slow.run();
  expect(slow.succeeded).toBe(true);
  made.world.healthOf = (_, files) => ((files['Rollout.web.yaml'] as { release: string }).release === 'c' ? 'Progressing' : 'Healthy');
  made.promotion('beta', made.freight('c')).run();
  expect(made.asked('beta')[0]).toBe('b');
});

test('the way back survives errors, and stays until what it brought back is healthy', () => {
  const made = new Shop(canary);
  made.promotion('beta', made.freight('a')).run();
  const backMs = 3 * HOUR_MS;
  made.world.healthOf = (_, files, sinceMs) => {
    if ((files['Rollout.web.yaml'] as { release: string }).release === 'a') return sinceMs < backMs ? 'Progressing' : 'Healthy';
    if (sinceMs < 5 * 60_000) return 'Progressing';
    for (const kind of ['git-clone', 'git-push', 'argocd-update']) made.world.trouble.set(kind, 29);
    return 'Degraded';
  };
  const from = made.world.nowMs;
  const course = made.promotion('beta', made.freight('b')).run();
  expect(made.asked('beta')[0]).toBe('a');
  expect(course.filter(([alias]) => alias.startsWith('take-back-beta')).map(([, status]) => status)).toEqual(Array.from({ length: 8 }, () => 'Succeeded'));
  expect(made.world.nowMs - from).toBeGreaterThan(backMs);
});

test('the way back ends with what Argo CD does, and is told which commit', () => {
  const { steps } = object(shop(canary).app, 'delivery', 'PromotionTask', 'take-back').spec as { steps: { uses: string; config: object }[] };
  expect(steps.map(({ uses }) => uses).slice(-3)).toEqual(['git-push', 'argocd-update', 'argocd-wait']);
  expect(steps.at(-2)!.config).toMatchObject({ apps: [{ sources: [{ desiredRevision: '${{ quote(task.outputs.push.commit) }}' }] }] });
});

test('Argo CD has an hour to apply a change, not the five minutes that Kargo gives it', () => {
  const { steps } = object(shop(canary).app, 'delivery', 'PromotionTask', 'apply').spec as { steps: { uses: string; retry: object }[] };
  expect(steps.find(({ uses }) => uses === 'argocd-update')!.retry).toEqual({ errorThreshold: 15, timeout: '1h' });
});

test('a branch that does not say what is recorded there is asked nothing', () => {
  const made = new Shop({ pipeline: { rollbackOn: WATCHED }, waves: [['beta', { environments: [beta], gates: [Gate.quiet(ERRORS, SLOW)] }]] });
  made.world.git.push('environment/beta', { 'kustomization.yaml': { kind: 'Kustomization', metadata: { annotations: {} }, images: [{ name: IMAGE, digest: digestOf('0') }] } }, 'by hand');
  made.world.answer = () => { throw new Error('nobody should ask'); };
  made.promotion('beta', made.freight('a')).run();
  expect(made.asked('beta')[0]).toBe('a');
});

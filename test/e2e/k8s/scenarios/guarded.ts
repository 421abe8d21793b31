import { deepEqual, match, notEqual, rejects } from 'node:assert/strict';
import { until } from '../../aws/until';
import { API, imageOf, ON_CALL, OPERATORS, SHAPES } from '../app';
import type { Api, ApiError } from '../cluster/api';
import type { Manifest } from '../cluster/manifest';
import { Project } from '../project';
import { Trial } from '../trial';
import type { Scenario } from '../world';

const NAMESPACE = 'guarded';
const TAGGED = 'registry.example.com/trial/api:1.2.3';
const ROLLOUT = `/apis/argoproj.io/v1alpha1/namespaces/${NAMESPACE}/rollouts/${API}`;
const ACTOR = 'kargo.akuity.io/create-actor';

interface AnalysisRun extends Manifest {
  readonly status?: { readonly phase?: string };
}

export const approval: Scenario = {
  name: 'a Stage that is approved takes no Promotion of Kargo by itself, and past its API, where nobody knows the author, only by break-glass',
  async run(world) {
    const project = await Project.start(world, 'approved', { approvers: 'managers' });
    match(await project.held(), /approved by nobody of managers/);
    deepEqual(await project.warnings(), []);
    await rejects(project.promote({}, world.person('bob')), /approved by nobody/);
    await project.promote({ [ACTOR]: 'email:ada@example.com' });
    const glass = { 'spillway.dev/break-glass': 'incident 7' };
    await rejects(project.promote({ [ACTOR]: 'kubernetes:ada', ...glass }, world.person('ada', 'managers')), /approved by nobody/);
    await rejects(project.promote({ [ACTOR]: 'kubernetes:bob' }, world.person('bob', ON_CALL)), /approved by nobody/);
    await project.promote({ [ACTOR]: 'kubernetes:bob', ...glass }, world.person('bob', ON_CALL));
  },
};

export const guarded: Scenario = {
  name: 'images that are not pinned, or not of the promoted release, are denied; by hand only operators let a Rollout go on, and anybody takes it back',
  async run(world) {
    const trial = await Trial.start(world, NAMESPACE, { ...SHAPES.canary, guarded: true });
    await trial.begin('v1');
    const pod = (image: string, annotations?: Record<string, string>): Manifest => ({
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'by-hand', namespace: NAMESPACE, annotations }, spec: { ...RESTRICTED, containers: [{ ...CONTAINER, image }] },
    } as Manifest);
    const denied = (what: RegExp) => (error: ApiError) => error.reason === 'Forbidden' && what.test(error.message);
    const stranger = imageOf(NAMESPACE, 'built by nobody');

    const byHand = `/api/v1/namespaces/${NAMESPACE}/pods/by-hand`;
    // both policies deny a tag, and which of them is heard is not said
    await until('the policies are asked', () => world.api.create(pod(TAGGED)).then(() => world.api.delete(byHand).then(() => false), denied(/trial\/api:1.2.3/)));
    await rejects(setImage(world.api, TAGGED), denied(/trial\/api:1.2.3/));
    await rejects(world.api.create(pod(stranger)), denied(/not of the release that is promoted here/));
    await rejects(setImage(world.api, stranger), denied(/not of the release that is promoted here/));
    const glass = { 'spillway.dev/break-glass': 'looking for a leak' };
    await rejects(world.person('bob').create(pod(stranger, glass)), denied(/not of the release/));
    const ada = world.person('ada', ON_CALL);
    await rejects(ada.create(pod(TAGGED, glass)), denied(/not pinned by digest: registry.example.com\/trial\/api:1.2.3/));
    await ada.create(pod(stranger, glass));
    const kept = world.cluster.plane.audit().flatMap(({ objectRef, annotations = {} }) => (
      objectRef.namespace === NAMESPACE ? Object.entries(annotations).filter(([key]) => key.endsWith('/break-glass')).map(([, value]) => value) : []
    ));
    deepEqual(kept.slice(-1), ['ada: looking for a leak']);
    await world.api.delete(byHand);

    // a release brings its own list, and the pods that a controller starts pass
    const from = await trial.release('v2');
    await trial.chronicle.tells(from, [/^pods v1=4 v2=1$/, /^analysis .* Running/], 60);
    await trial.looked();
    const goOn = { status: { pauseConditions: null, currentStepIndex: 2 } };
    await rejects(world.person('bob').patch(`${ROLLOUT}/status`, goOn), denied(/only operators and on-call let a Rollout go on by hand/));
    const runs = `/apis/argoproj.io/v1alpha1/namespaces/${NAMESPACE}/analysisruns`;
    const running = (await world.api.list<AnalysisRun>(runs)).filter(({ status }) => status?.phase === 'Running');
    for (const { metadata } of running) {
      for (const passed of [{ spec: { terminate: true } }, { status: { phase: 'Successful' } }]) {
        await rejects(world.person('bob').patch(`${runs}/${metadata.name}`, passed), denied(/only operators and on-call touch what measures a Rollout/));
      }
    }
    notEqual(running.length, 0);
    await world.person('eve', OPERATORS).patch(`${ROLLOUT}/status`, goOn);
    await trial.chronicle.tells(from, [/^pods v2=5$/, /^phase Healthy/], 60);

    const next = await trial.release('v3');
    await trial.chronicle.tells(next, [/^pods v2=4 v3=1$/, /^analysis .* Running/], 60);
    await trial.looked();
    await world.person('bob').patch(`${ROLLOUT}/status`, { status: { abort: true } });
    await trial.chronicle.tells(next, [/^aborted/, /^pods v2=5$/], 60);
    // Git goes back, list and all
    const back = await trial.release('v2');
    await trial.chronicle.tells(back, [/^phase Healthy/], 30);
    await trial.serves({ v2: 5 });
    await until('the list is that of the release again', () => setImage(world.api, imageOf(NAMESPACE, 'v3')).then(() => false, denied(/not of the release/)));
    await trial.end();
  },
};

const RESTRICTED = { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } };
const CONTAINER = { name: 'shell', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } };

function setImage(api: Api, image: string): Promise<void> {
  return api.patch(ROLLOUT, { spec: { template: { spec: { containers: [{ ...CONTAINER, name: API, image }] } } } });
}

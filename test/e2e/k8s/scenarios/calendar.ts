import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { join } from 'node:path';
import { DeploymentWindow, Freeze } from 'spillway';
import { until } from '../../aws/until';
import type { TrialShape } from '../app';
import { SHAPES, writeTrial } from '../app';
import type { ApiError } from '../cluster/api';
import type { Manifest } from '../cluster/manifest';
import { folder } from '../cluster/manifests';
import type { Scenario, World } from '../world';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

interface Step {
  readonly as?: string;
  readonly task?: { readonly name: string };
}

interface Stage extends Manifest {
  readonly spec: { readonly promotionTemplate: { readonly spec: { readonly steps: Step[] } } };
}

interface PromotionTask extends Manifest {
  readonly spec: { readonly steps: Step[] };
}

interface Policy extends Manifest {
  readonly status?: { readonly observedGeneration?: number; readonly typeChecking?: { readonly expressionWarnings?: object[] } };
}

/** A project of Kargo's as the library writes it; its Promotions are made here as Kargo makes them. */
class Project {
  public static async start(world: World, service: string, shape: Pick<TrialShape, 'windows' | 'freezes'>): Promise<Project> {
    const outdir = join(world.folder, service);
    writeTrial({ outdir, namespace: service, shape: { ...SHAPES.canary, ...shape }, version: 'v1', prometheusUrl: world.cluster.prometheus.url });
    // Kargo makes this namespace of its Project
    const name = `${service}-release`;
    await world.namespace(name);
    await world.namespace('argocd');
    const manifests = folder(join(outdir, 'delivery'));
    for (const manifest of manifests) await world.api.apply(manifest);
    const { spec } = manifests.find(({ kind }) => kind === 'Stage') as Stage;
    const tasks = manifests.filter((manifest): manifest is PromotionTask => manifest.kind === 'PromotionTask');
    return new Project(world, name, spec.promotionTemplate.spec.steps.flatMap((step) => inflated(step, tasks)));
  }

  private count = 0;

  private constructor(private readonly world: World, public readonly name: string, private readonly steps: Step[]) {}

  public promotion(annotations?: Record<string, string>): Manifest {
    this.count += 1;
    return {
      apiVersion: 'kargo.akuity.io/v1alpha1',
      kind: 'Promotion',
      metadata: { name: `live.${this.count}.0a1b2c3`, namespace: this.name, annotations },
      spec: { stage: 'live', freight: '0a1b2c3', steps: this.steps },
    } as Manifest;
  }

  public promote(annotations?: Record<string, string>): Promise<Manifest> {
    return this.world.api.create(this.promotion(annotations));
  }

  /** Why a Promotion is not let in, as soon as the policy is known to the API server. */
  public held(): Promise<string> {
    return until(`the calendar of ${this.name} is asked`, () => this.promote().then(() => false as const, (error: ApiError) => (error.reason === 'Forbidden' ? error.message : Promise.reject(error))));
  }

  /** What the API server thinks of the expressions. */
  public async warnings(): Promise<object[]> {
    const { status } = await until('the policy was looked at', async () => {
      const policy = await this.world.api.get<Policy>(`/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/${this.name}-calendar`);
      return policy.status?.observedGeneration ? policy : undefined;
    });
    return status!.typeChecking?.expressionWarnings ?? [];
  }
}

/** Kargo puts the steps of a task into the Promotion. */
function inflated(step: Step, tasks: PromotionTask[]): Step[] {
  const task = tasks.find(({ metadata }) => metadata.name === step.task?.name);
  return task ? task.spec.steps.map(({ as, ...rest }, i) => ({ ...rest, as: `${step.as}::${as ?? `step-${i}`}` })) : [step];
}

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
  name: 'a closed window holds a Promotion; one with an exception passes, and the audit log keeps why',
  async run(world) {
    const project = await Project.start(world, 'windowed', { windows: [window('later', Date.now() + 3 * DAY_MS)] });
    match(await project.held(), /outside the deployment window: later/);
    deepEqual(await project.warnings(), []);

    const reason = 'customers cannot pay';
    const { metadata: { name, namespace } } = await project.promote({ 'spillway.dev/exception': reason });
    const all = world.cluster.plane.audit().filter(({ objectRef }) => objectRef.namespace === namespace && objectRef.resource === 'promotions');
    const audited = all.slice(all.findIndex(({ responseStatus: { code } }) => code === 403));
    const exception = (entry: typeof audited[number]) => entry.annotations?.[`${project.name}-calendar/exception`];
    deepEqual(audited.filter(({ responseStatus: { code } }) => code === 201).map((entry) => [entry.objectRef.name, exception(entry)]), [[name, reason]]);
    ok(audited.some((entry) => entry.responseStatus.code === 403 && exception(entry) === undefined));

    // what a running Promotion does, and with it how it undoes a release, is none of the calendar's business
    const path = await world.api.pathOf({ ...project.promotion(), metadata: { name, namespace } });
    await world.api.patch(`${path}/status`, { status: { phase: 'Running' } });
    await world.api.patch(`${path}/status`, { status: { phase: 'Failed', message: 'taken back' } });
    await world.api.patch(path, { metadata: { annotations: { 'kargo.akuity.io/abort': 'terminate' } } });
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
    ok(refusedMs.at(-1)! < endMs && refusedMs.at(-1)! > endMs - 2_000, 'it was held until then');
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

import { join } from 'node:path';
import { until } from '../aws/until';
import type { TrialShape } from './app';
import { SHAPES, writeTrial } from './app';
import type { Api, ApiError } from './cluster/api';
import type { Manifest } from './cluster/manifest';
import { folder } from './cluster/manifests';
import type { World } from './world';

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

/** A project of Kargo's as the library writes it. There is no Kargo: its Promotions are made here as Kargo makes them. */
export class Project {
  public static async start(world: World, service: string, shape: Partial<TrialShape>): Promise<Project> {
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
    const policies = manifests.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy').map(({ metadata }) => metadata.name);
    return new Project(world, name, policies, spec.promotionTemplate.spec.steps.flatMap((step) => inflated(step, tasks)));
  }

  private count = 0;

  private constructor(private readonly world: World, public readonly name: string, private readonly policies: string[], private readonly steps: Step[]) {}

  /** @param by who makes it; left out: Kargo by itself */
  public promote(annotations?: Record<string, string>, by: Api = this.world.kargo): Promise<Manifest> {
    this.count += 1;
    return by.create({
      apiVersion: 'kargo.akuity.io/v1alpha1',
      kind: 'Promotion',
      metadata: { name: `live.${this.count}.0a1b2c3`, namespace: this.name, annotations },
      spec: { stage: 'live', freight: '0a1b2c3', steps: this.steps },
    } as Manifest);
  }

  /** Why Kargo's Promotion is not let in, as soon as the API server knows the policies. */
  public held(): Promise<string> {
    return until(`a policy of ${this.name} is asked`, () => this.promote().then(() => false as const, (error: ApiError) => {
      if (error.reason !== 'Forbidden') throw error;
      return error.message;
    }));
  }

  /** What the API server thinks of the expressions, by its types. */
  public async warnings(): Promise<object[]> {
    const looked = this.policies.map((name) => until(`${name} was looked at`, async () => {
      const policy = await this.world.api.get<Policy>(`/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/${name}`);
      return policy.status?.observedGeneration ? policy.status : undefined;
    }));
    return (await Promise.all(looked)).flatMap(({ typeChecking }) => typeChecking?.expressionWarnings ?? []);
  }

  /** New Promotions that got in or did not, with what the audit log keeps of a broken glass; those before the first denial were not asked yet. */
  public audited(): { readonly code: number; readonly glass?: string }[] {
    const made = this.world.cluster.plane.audit().filter(({ verb, objectRef }) => verb === 'create' && objectRef.namespace === this.name && objectRef.resource === 'promotions');
    const asked = made.slice(made.findIndex(({ responseStatus: { code } }) => code === 403));
    return asked.map(({ responseStatus: { code }, annotations = {} }) => {
      const [glass] = this.policies.flatMap((name) => annotations[`${name}/break-glass`] ?? []);
      return { code, ...(glass && { glass }) };
    });
  }
}

/** Kargo puts the steps of a task into the Promotion. */
function inflated(step: Step, tasks: PromotionTask[]): Step[] {
  const task = tasks.find(({ metadata }) => metadata.name === step.task?.name);
  return task ? task.spec.steps.map(({ as, ...rest }, i) => ({ ...rest, as: `${step.as}::${as ?? `step-${i}`}` })) : [step];
}

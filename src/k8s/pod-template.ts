import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * Where a workload's pods come from. Anything that can say what its pods look like fits.
 */
export interface IPodTemplate {
  /**
   * The pod template, `{ metadata, spec }`, as plain data. Asked for at synthesis, so that late changes are in it.
   * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-template-v1/
   */
  toPodTemplate(): Record<string, unknown>;
}

/** An object is taken out of its tree once, and may give its pods to several workloads; by source, and name there. */
const TAKEN = new WeakMap<IConstruct, Map<string, ApiObject>>();

/**
 * The usual sources of a pod template.
 */
export class PodTemplate implements IPodTemplate {
  /**
   * A template written out.
   * @param template `{ metadata, spec }`
   */
  public static inline(template: Record<string, unknown>): PodTemplate {
    return new PodTemplate(() => ({ spec: { template } }));
  }

  /**
   * The template of a whole manifest, for example a Deployment read from a YAML file.
   * @param manifest an object with a `spec.template`
   */
  public static manifest(manifest: Record<string, unknown>): PodTemplate {
    return new PodTemplate(() => manifest);
  }

  /**
   * The template of a construct: a Deployment of cdk8s-plus in any of its versions, an `ApiObject`, or an `Include` or `Helm`
   * that holds a Deployment. The Deployment is taken out of its chart, since it would run beside the Rollout; everything else
   * there is applied as it is: the ConfigMaps, Secrets and ServiceAccounts that the pods refer to.
   * @param source what is or holds a Deployment
   * @param name name of the Deployment, where the source holds several
   */
  public static of(source: IConstruct, name?: string): PodTemplate {
    const taken = TAKEN.get(source) ?? new Map<string, ApiObject>();
    const known = taken.get(name ?? '');
    if (known) return new PodTemplate(() => known.toJson());
    const objects = source.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
    const deployments = objects.filter((object) => object.kind === 'Deployment' && (name === undefined || object.name === name));
    const candidates = objects.length === 1 && name === undefined ? objects : deployments;
    if (candidates.length !== 1) return new PodTemplate(() => ({}), deployments.map((deployment) => deployment.name));
    const [object] = candidates;
    object.node.scope?.node.tryRemoveChild(object.node.id);
    TAKEN.set(source, taken.set(name ?? '', object));
    return new PodTemplate(() => object.toJson());
  }

  private constructor(
    private readonly produce: () => Record<string, unknown>,
    /**
     * Names of the Deployments of which one had to be meant; none where it is clear.
     * @internal
     */
    public readonly _ambiguous?: string[],
  ) {}

  /**
   * The pod template as plain data.
   */
  public toPodTemplate(): Record<string, unknown> {
    const { template } = (this.produce().spec ?? {}) as { template?: Record<string, unknown> };
    return template ?? {};
  }

  /**
   * The whole object that the template is part of.
   * @internal
   */
  public _manifest(): Record<string, unknown> {
    return this.produce();
  }
}

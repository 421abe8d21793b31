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

/**
 * The usual sources of a pod template.
 */
export class PodTemplate implements IPodTemplate {
  /**
   * A template written out.
   * @param template `{ metadata, spec }`
   */
  public static inline(template: Record<string, unknown>): PodTemplate {
    return new PodTemplate(() => template);
  }

  /**
   * The template of a whole manifest, for example a Deployment read from a YAML file.
   * @param manifest an object with a `spec.template`
   */
  public static manifest(manifest: Record<string, unknown>): PodTemplate {
    return new PodTemplate(() => templateOf(manifest));
  }

  /**
   * The template of a construct: an `ApiObject`, or a Deployment of cdk8s-plus in any of its versions. Keep it in a chart
   * of an app that is not synthesized, so that only its pods are taken.
   * @param workload a construct that is or holds an object with a `spec.template`
   */
  public static of(workload: IConstruct): PodTemplate {
    return new PodTemplate(() => templateOf(ApiObject.of(workload).toJson()));
  }

  private constructor(private readonly produce: () => Record<string, unknown>) {}

  /**
   * The pod template as plain data.
   */
  public toPodTemplate(): Record<string, unknown> {
    return this.produce();
  }
}

function templateOf(manifest: Record<string, unknown>): Record<string, unknown> {
  const spec = manifest.spec as Record<string, unknown> | undefined;
  return (spec?.template ?? {}) as Record<string, unknown>;
}

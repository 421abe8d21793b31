import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { IPodTemplate } from '../pod-template';
import { deploymentOf } from './deployment';
import type { Pods } from './pods';
import { CONSTRUCT_ADDRESS } from './pods';

interface Selecting {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string };
  readonly spec?: {
    readonly selector?: Record<string, unknown> & { readonly matchLabels?: Record<string, unknown> };
    readonly podSelector?: { readonly matchLabels?: Record<string, unknown> };
    readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string };
  };
}

/**
 * What stands beside a workload and was made for the Deployment that its pods are described by: it selects pods by the place
 * of the Deployment in the construct tree, or scales it.
 */
export function leftBehind(workload: IConstruct, template: IPodTemplate): string[] {
  const address = (template.toPodTemplate() as Pods).metadata?.labels?.[CONSTRUCT_ADDRESS];
  const name = deploymentOf(template)?.metadata?.name;
  if (address === undefined && name === undefined) return [];
  const objects = Chart.of(workload).node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  return objects.filter((object) => object.metadata.getLabel('app.kubernetes.io/managed-by') !== 'spillway').map((object) => object.toJson() as Selecting)
    .filter(({ spec = {} }) => (address !== undefined && selected(spec).includes(address)) || (name !== undefined && scales(spec, name)))
    .map(({ kind, metadata }) => `${kind} ${metadata?.name}`);
}

function selected({ selector, podSelector }: NonNullable<Selecting['spec']>): unknown[] {
  return [selector, selector?.matchLabels, podSelector?.matchLabels].map((labels) => labels?.[CONSTRUCT_ADDRESS]);
}

function scales({ scaleTargetRef }: NonNullable<Selecting['spec']>, name: string): boolean {
  return scaleTargetRef?.kind === 'Deployment' && scaleTargetRef.name === name;
}

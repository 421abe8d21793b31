import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Problem } from '../../plan/problem';
import type { IPodTemplate } from '../pod-template';
import { SP5117 } from '../problems';
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

/** What describes the pods of the workloads of a chart. */
type Described = Map<IConstruct, IPodTemplate>;

const DESCRIBED = new WeakMap<Chart, Described>();

/**
 * Has the chart of a workload look for what was made for the Deployment that its pods are described by: what selects pods by the
 * place of the Deployment in the construct tree, or scales it. A chart is walked once, however many workloads it has.
 */
export function lookForLeftBehind(workload: IConstruct, template: IPodTemplate): void {
  const chart = Chart.of(workload);
  const described: Described = DESCRIBED.get(chart) ?? new Map();
  if (described.size === 0) {
    DESCRIBED.set(chart, described);
    chart.node.addValidation({ validate: () => leftBehind(chart, described).map(({ message }) => message) });
  }
  described.set(workload, template);
}

function leftBehind(chart: Chart, described: Described): Problem[] {
  const paths = new Map<string, string[]>();
  for (const [workload, template] of described) {
    for (const identity of identities(template)) paths.set(identity, [...paths.get(identity) ?? [], workload.node.path]);
  }
  if (paths.size === 0) return [];
  const objects = chart.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  return objects.filter((object) => object.metadata.getLabel('app.kubernetes.io/managed-by') !== 'spillway').map((object) => object.toJson() as Selecting)
    .flatMap(({ kind, metadata, spec = {} }) => meant(spec).flatMap((identity) => paths.get(identity) ?? []).map((path) => SP5117.at(path, {
      got: `${kind} ${metadata?.name}`,
      allowed: 'objects that select by the workload\'s `selector`',
      remedies: ['use `ports` for Services', 'use `autoscaling`', 'select by `workload.selector`'],
    })));
}

/** By what others mean a Deployment: its place in the tree, and its name. */
function identities(template: IPodTemplate): string[] {
  const address = (template.toPodTemplate() as Pods).metadata?.labels?.[CONSTRUCT_ADDRESS];
  const name = deploymentOf(template)?.metadata?.name;
  return [...(address === undefined ? [] : [`at ${address}`]), ...(name === undefined ? [] : [`called ${name}`])];
}

function meant({ selector, podSelector, scaleTargetRef }: NonNullable<Selecting['spec']>): string[] {
  const labels = [selector, selector?.matchLabels, podSelector?.matchLabels];
  const addresses = labels.map((all) => all?.[CONSTRUCT_ADDRESS]).filter((address) => address !== undefined);
  const scaled = scaleTargetRef?.kind === 'Deployment' ? [`called ${scaleTargetRef.name}`] : [];
  return [...addresses.map((address) => `at ${String(address)}`), ...scaled];
}

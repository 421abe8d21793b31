import type { Chart } from 'cdk8s';
import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { emit } from '../manifests/emit';
import { imagesOf } from './pod-specs';

/** Where an image stands in an environment's folder, and the entry that follows it. */
interface ApprovedImage {
  readonly key: string;
  readonly digest: string;
  readonly kind: string;
  readonly name: string;
  /** Where there is another object of this kind and name elsewhere. */
  readonly namespace: string | undefined;
  readonly fieldPath: string;
}

const ID = 'ApprovedDigests';

/**
 * The digests that an environment may run: a ConfigMap in its folder, with an entry for each image in its namespace. A promotion
 * sets `images` of the folder's kustomization and nothing else; Kustomize carries each digest on from there into the list.
 */
export class ApprovedDigests extends Construct {
  /** The list of a folder, where it has one. */
  public static of(chart: Chart): ApprovedDigests | undefined {
    return chart.node.tryFindChild(ID) as ApprovedDigests | undefined;
  }

  constructor(private readonly chart: Chart, public readonly configMap: string, labels: Record<string, string>) {
    super(chart, ID);
    emit(this, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      // known to the API server before anything that is asked against it is applied
      metadata: { name: configMap, labels, annotations: { 'argocd.argoproj.io/sync-wave': '-1' } },
      data: Lazy.any({ produce: () => Object.fromEntries(this.images().map(({ key, digest }) => [key, digest])) }),
    });
  }

  /** Kustomize's instructions that copy each digest; it carries them out after it has set the images. */
  public replacements(): object[] {
    return this.images().map(({ key, kind, name, namespace, fieldPath }) => ({
      source: { kind, name, ...(namespace !== undefined && { namespace }), fieldPath, options: { delimiter: '@', index: 1 } },
      targets: [{ select: { kind: 'ConfigMap', name: this.configMap }, fieldPaths: [`data.${key}`] }],
    }));
  }

  private images(): ApprovedImage[] {
    const objects = this.chart.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct) && construct.kind !== 'ConfigMap');
    const isHere = ({ metadata: { namespace } }: ApiObject) => namespace === undefined || namespace === this.chart.namespace;
    const elsewhere = new Set(objects.filter((object) => !isHere(object)).map(({ kind, name }) => `${kind}/${name}`));
    const here = objects.filter(isHere).flatMap((object) => approvedIn(object, elsewhere.has(`${object.kind}/${object.name}`)));
    return here.sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}

function approvedIn(object: ApiObject, isAmbiguous: boolean): ApprovedImage[] {
  return imagesOf(object).filter(({ image }) => image.includes('@')).map(({ image, names, fieldPath }) => ({
    // a dot would have to be escaped in the path of the entry
    key: [object.kind.toLowerCase(), object.name, ...names].join('_').replace(/\./g, '_'),
    digest: image.split('@')[1],
    kind: object.kind,
    name: object.name,
    namespace: isAmbiguous ? object.metadata.namespace : undefined,
    fieldPath,
  }));
}

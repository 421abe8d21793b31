import type { IConstruct } from 'constructs';

/**
 * What promotes a release from wave to wave.
 */
export enum Promotion {
  /**
   * Kargo, the open-source edition, with Argo CD.
   * @see https://docs.kargo.io/
   */
  KARGO = 'kargo',

  /**
   * GitOps Promoter, with Argo CD: waves in a row, of one environment each. Experimental, as Promoter itself is before 1.0.
   * Nothing is taken back in Git.
   * @see https://gitops-promoter.readthedocs.io/
   */
  GIT_OPS_PROMOTER = 'gitops-promoter',

  /**
   * A person or a CI system: `kubectl apply -k dist/<environment>`.
   * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/kustomization/
   */
  NONE = 'none',
}

/**
 * What shifts traffic within an environment.
 */
export enum Progressive {
  /**
   * Argo Rollouts.
   * @see https://argo-rollouts.readthedocs.io/
   */
  ARGO_ROLLOUTS = 'argo-rollouts',

  /**
   * Flagger.
   * @see https://docs.flagger.app/
   */
  FLAGGER = 'flagger',

  /**
   * Kubernetes alone: a Deployment that replaces its pods.
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
   */
  NONE = 'none',
}

/**
 * Which controllers obey what an app writes.
 */
export interface EngineOptions {
  /**
   * What promotes a release from wave to wave.
   * @default Promotion.KARGO
   */
  readonly promotion?: Promotion;

  /**
   * What shifts traffic within an environment.
   * @default Progressive.ARGO_ROLLOUTS
   */
  readonly progressive?: Progressive;
}

/** Where the root of a construct tree keeps it. */
const KEY = Symbol.for('spillway.k8s.engine');

/**
 * The controllers that a whole app is written for: what promotes, and what shifts traffic.
 */
export class Engine {
  /**
   * Any pair of them.
   */
  public static of(options: EngineOptions = {}): Engine {
    return new Engine(options.promotion ?? Promotion.KARGO, options.progressive ?? Progressive.ARGO_ROLLOUTS);
  }

  /**
   * The engine of the app that a construct is in.
   * @internal
   */
  public static _of(construct: IConstruct): Engine {
    return (construct.node.root as IConstruct & { [KEY]?: Engine })[KEY] ?? Engine.of();
  }

  private constructor(
    /** What promotes a release from wave to wave. */
    public readonly promotion: Promotion,
    /** What shifts traffic within an environment. */
    public readonly progressive: Progressive,
  ) {}

  /**
   * Everything in the tree of a root is written for it.
   * @internal
   */
  public _keptBy(root: IConstruct): void {
    Object.defineProperty(root, KEY, { value: this });
  }
}

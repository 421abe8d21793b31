import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Environment } from '../model/environment';
import type { ReleasePipeline } from '../model/release-pipeline';
import { Admission } from '../plan/admission';
import type { Problem } from '../plan/problem';
import type { Audience } from './audience';
import type { IChangeSystem } from './change-system';
import type { Delivery } from './delivery';
import type { Destination } from './destination';
import { Engine } from './engine';
import { engineProblems } from './engines/engine-problems';
import { PROMOTIONS } from './engines/engines';
import type { PromotionEngine } from './engines/promotion-engine';
import type { EvidenceStore } from './evidence-store';
import { GitOpsApp } from './git-ops-app';
import { GitOpsRenderer } from './git-ops-renderer';
import { ImagePolicy } from './image-policy';
import type { KargoApi } from './kargo-api';
import { EnvironmentFolder } from './manifests/environment-folder';
import type { Message } from './message';
import { Notifications } from './notify/notifications';
import { imagePolicies } from './policy/images';
import { operators } from './policy/operators';
import { planRecord, planRecordProblems } from './policy/plan-record';
import { policyProblems } from './policy/policy-problems';
import { foreignPipeline, releaseProblems } from './release-problems';
import type { Reviews } from './reviews';
import type { ScmProvider } from './scm-provider';

/**
 * The Git repository that holds what the app writes.
 */
export interface GitRepository {
  /** HTTPS URL. */
  readonly url: string;

  /**
   * The branch to which the app's output is committed.
   * @default 'main'
   */
  readonly branch?: string;

  /**
   * The folder of the repository into which the app writes.
   * @default 'dist'
   */
  readonly folder?: string;

  /**
   * Where groups approve by reviewing what a promotion is about to change.
   * @default - nowhere: one member of the group promotes in Kargo
   */
  readonly reviews?: Reviews;

  /**
   * The Git host, where GitOps Promoter promotes.
   * @default - none: Kargo needs none
   */
  readonly scm?: ScmProvider;
}

/**
 * A container image whose new versions become releases, where Kargo promotes: it watches registries.
 */
export interface ReleasedImage {
  /** Where it lies, without tag or digest, for example `registry.example.com/shop/api`. */
  readonly repository: string;

  /**
   * The versions that are released, as a semver range over the image's tags.
   * @default '>=0.0.0' - every version that is not a prerelease
   */
  readonly constraint?: string;
}

/**
 * How a pipeline is rendered to the engines of its app: by default Argo CD, Argo Rollouts and Kargo.
 */
export interface GitOpsReleaseProps {
  /** What is released how, with all its waves. */
  readonly pipeline: ReleasePipeline;

  /** Where the manifests are. Promotions write to branches `environment/<name>` of it. */
  readonly repository: GitRepository;

  /**
   * The images of the release, which carry the same version. Empty where anything but Kargo promotes: a release is then what
   * the build commits.
   */
  readonly images: ReleasedImage[];

  /**
   * Name of Argo CD's project, and of the namespace of what promotes: Kargo makes it of its own project, otherwise it is written.
   * @default - the service and `-release`
   */
  readonly project?: string;

  /**
   * The namespace of Argo CD.
   * @default 'argocd'
   */
  readonly argoCdNamespace?: string;

  /**
   * Which images are admitted into the namespaces of the environments, whoever brings them. It holds for all that is there.
   * @default ImagePolicy.ANY
   */
  readonly imagePolicy?: ImagePolicy;

  /**
   * The group whose members may promote, hold and take back a Rollout by hand, as the API servers and Argo CD know it.
   * @default - nobody is given the right to, and whoever has it already may
   */
  readonly operators?: string;

  /**
   * The group whose members pass policies by the annotation `spillway.dev/break-glass`, whose value is the reason, as the API
   * servers know it.
   * @default - nobody
   */
  readonly breakGlass?: string;

  /**
   * Change management systems by the names that gates use.
   * @default - none: a gate that asks for a ticket is a problem
   */
  readonly changeSystems?: Record<string, IChangeSystem>;

  /**
   * Where the evidence of releases is found.
   * @default - nowhere: a gate that asks for evidence is a problem
   */
  readonly evidence?: EvidenceStore;

  /**
   * How promotions reach Kargo's API, to ask about other services.
   * @default - not at all: a gate that depends on another service is a problem
   */
  readonly kargoApi?: KargoApi;
}

/**
 * Where an environment is.
 */
export interface DeployOptions {
  /**
   * Argo CD's name of the cluster.
   * @default 'in-cluster'
   */
  readonly cluster?: string;

  /**
   * Whether Argo CD makes the namespace where it is missing, and keeps its label that lets in only pods that Pod Security
   * calls restricted. It is never deleted.
   * @default false
   * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
   */
  readonly createNamespace?: boolean;

  /**
   * URL at which what promotes, Kargo or GitOps Promoter, reaches the Prometheus of the environment: for gates and bakes.
   * @default - the address that its workloads use, which has to be the same for all of them
   */
  readonly prometheusAddress?: string;
}

/**
 * A pipeline on Kubernetes. Unless the engine of the app says otherwise, Kargo promotes from wave to wave, Argo CD applies, and
 * Argo Rollouts shifts traffic. It renders the objects of the control plane into its own chart; each environment is handed
 * over with `deploy`. A warning of the plan is kept as metadata `spillway:warning` of the construct, since cdk8s has no channel
 * for warnings.
 * @see https://docs.kargo.io/user-guide/core-concepts/
 */
export class GitOpsRelease extends Construct {
  private readonly delivery: Delivery;
  private readonly admission: Admission;
  private readonly engine: PromotionEngine;
  private readonly destinations: Destination[] = [];
  private readonly notifications: Notifications;

  constructor(scope: Construct, id: string, props: GitOpsReleaseProps) {
    super(scope, id);
    const { pipeline, repository, images } = props;
    const engine = Engine._of(this);
    this.engine = PROMOTIONS[engine.promotion];
    this.admission = new Admission(pipeline, new GitOpsRenderer({ engine }));
    this.delivery = {
      plan: this.admission.plan._document,
      engine,
      project: props.project ?? `${pipeline.service}-release`,
      argoCdNamespace: props.argoCdNamespace ?? 'argocd',
      repositoryUrl: repository.url,
      branch: repository.branch ?? 'main',
      folder: repository.folder ?? 'dist',
      images: images.map(({ repository: name, constraint = '>=0.0.0' }) => ({ repository: name, constraint })),
      imagePolicy: props.imagePolicy ?? ImagePolicy.ANY,
      operators: props.operators,
      takesBack: this.engine.takesBack ?? false,
      audiences: [],
      breakGlass: props.breakGlass,
      reviews: repository.reviews,
      scm: repository.scm,
      changeSystems: props.changeSystems ?? {},
      evidence: props.evidence,
      kargoApi: props.kargoApi,
    };
    this.notifications = new Notifications(this.delivery);
    this.node.addValidation({ validate: () => this.problems(pipeline).map((problem) => problem.message) });
    for (const warning of this.admission.warnings) this.node.addMetadata('spillway:warning', warning.message);
    if (!this.admission.sound) return;
    this.engine.shared(this, this.delivery, this.destinations);
    if (this.engine.kustomizesDelivery) this.app?._addFolder(new EnvironmentFolder(Chart.of(this)));
    planRecord(this, this.delivery);
  }

  /**
   * Hands over what runs in an environment. Every environment of the pipeline is handed over exactly once.
   * @param environment an environment of one of the waves
   * @param chart what is applied there: a chart of a `GitOpsApp` whose id is the name of the environment, with its namespace
   */
  public deploy(environment: Environment, chart: Chart, options: DeployOptions = {}): void {
    const folder = new EnvironmentFolder(chart);
    const destination: Destination = {
      environment,
      folder,
      cluster: options.cluster ?? 'in-cluster',
      namespace: chart.namespace ?? '',
      createNamespace: options.createNamespace ?? false,
      prometheusAddress: options.prometheusAddress,
      get prometheus() {
        return this.prometheusAddress ?? folder.contents().workloads.find((workload) => workload._prometheus)?._prometheus?.address ?? '';
      },
    };
    const again = this.destinations.some((known) => known.environment.environmentName === environment.environmentName);
    this.destinations.push(destination);
    const wave = this.delivery.plan.waves.find(({ environments }) => environments.includes(environment.environmentName));
    // what is wrong with the hand-over is reported at synthesis, with everything else
    if (again || !wave || !this.admission.sound) return;
    this.engine.environment(this, this.delivery, wave, destination);
    imagePolicies(this.delivery, destination);
    operators(this.delivery, destination);
    this.notifications.cover(wave, destination);
    this.app?._addDestination(destination);
  }

  /**
   * Tells somebody what happens to releases.
   * @param audience who, of what, and how urgent it must be
   */
  public notify(audience: Audience): void {
    this.notifications.add(audience);
  }

  /** What people are told, as it will read, and who is told it. */
  public get messages(): Message[] {
    return this.notifications.messages;
  }

  /** Another one writes no folders, which is reported. */
  private get app(): GitOpsApp | undefined {
    const app = App.of(this);
    return app instanceof GitOpsApp ? app : undefined;
  }

  private problems(pipeline: ReleasePipeline): Problem[] {
    // what is wrong with the plan is told by its pipeline, if the app asks it
    if (!this.admission.sound) return foreignPipeline(this, pipeline);
    return [
      ...releaseProblems({ ...this.delivery, release: this, pipeline, destinations: this.destinations }),
      ...this.engine.problems(this.delivery),
      ...engineProblems(this.delivery, this.destinations),
      ...policyProblems(this.delivery, this.destinations),
      ...planRecordProblems(this.delivery),
      ...this.notifications.problems,
    ];
  }
}

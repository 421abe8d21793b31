import type { ApiObject, ApiObjectProps } from 'cdk8s';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Environment } from '../model/environment';
import type { Release } from '../model/release';
import type { ReleasePipeline } from '../model/release-pipeline';
import type { SignalSpec } from '../model/spec';
import type { PlannedWave } from '../plan/document';
import { planned } from '../plan/planned';
import type { Autoscaling } from './autoscaling';
import { Engine } from './engine';
import { PROGRESSIVES } from './engines/engines';
import type { ReleasedWorkload, UnmanagedFields } from './engines/progressive-engine';
import { GitOpsRenderer } from './git-ops-renderer';
import { emit } from './manifests/emit';
import type { Migration } from './migration';
import type { IPodTemplate } from './pod-template';
import { autoscaler } from './pods/autoscaler';
import type { MigratedDeployment } from './pods/deployment';
import { migratedDeployment, minReadySeconds } from './pods/deployment';
import { disruptionBudget } from './pods/disruption-budget';
import type { ImageReference } from './pods/image';
import { lookForLeftBehind } from './pods/left-behind';
import { podMonitor } from './pods/pod-monitor';
import type { Pods } from './pods/pods';
import { releasedImages, releasedPods } from './pods/pods';
import { callersOnly } from './policy/callers';
import type { Prometheus } from './prometheus';
import { probes } from './prometheus/probes';
import { Recording } from './prometheus/recording';
import { judgedOf } from './prometheus/signal-problems';
import type { TrafficRouter } from './traffic-router';
import type { WorkloadMetrics } from './workload-metrics';
import { waveOf } from './workloads/wave-of';
import { workloadProblems } from './workloads/workload-problems';

/**
 * A port on which a workload takes requests.
 */
export interface WorkloadPort {
  /** Port of the Service. */
  readonly port: number;

  /**
   * Port of the container.
   * @default - the same
   */
  readonly targetPort?: number;

  /**
   * Name of the port; needed as soon as there are several.
   * @default - none
   */
  readonly name?: string;
}

/**
 * What is released to one environment.
 */
export interface WorkloadProps {
  /** The pipeline that releases it, with all its waves. */
  readonly pipeline: ReleasePipeline;

  /** Where it runs. */
  readonly environment: Environment;

  /** What its pods look like. */
  readonly podTemplate: IPodTemplate;

  /**
   * How many pods. Without a traffic router they also make the weights of a canary.
   * @default - as many as `autoscaling` says; one of the two is given
   */
  readonly replicas?: number;

  /**
   * Between how many pods an autoscaler chooses.
   * @default - none: always as many as `replicas` says
   */
  readonly autoscaling?: Autoscaling;

  /**
   * What splits the requests between two versions.
   * @default - nothing: the number of pods of each makes its share
   */
  readonly router?: TrafficRouter;

  /**
   * Name of the workload and of everything made for it.
   * @default - the construct's id in lower case
   */
  readonly workloadName?: string;

  /**
   * Ports on which it takes requests.
   * @default - none, and no Services: either it takes no requests or its Services are made elsewhere
   */
  readonly ports?: WorkloadPort[];

  /**
   * What measures the signals.
   * @default - none: only a wave without signals can be rendered
   */
  readonly prometheus?: Prometheus;

  /**
   * The release whose digests its images are pinned to.
   * @default - none: all images of the pod template carry a digest already
   */
  readonly release?: Release;

  /**
   * Where its pods tell their metrics, to have them scraped.
   * @default - none: they are scraped already, or the router measures
   */
  readonly metrics?: WorkloadMetrics;

  /**
   * Namespaces whose pods may call it, beside its own: the router's, that of Prometheus. All other calls are denied.
   * @default - anybody may call it, since who does is not known here
   */
  readonly callers?: string[];

  /**
   * Whether a drain of nodes leaves three quarters of its pods.
   * @default - where there are two pods or more
   */
  readonly disruptionBudget?: boolean;

  /**
   * On which way between a Deployment and a Rollout it is.
   * @default - on none
   */
  readonly migration?: Migration;
}

/**
 * What takes traffic in an environment: an Argo Rollout, or what the engine has instead, that shifts it as the wave says, with
 * its Services, analyses and recorded signals. Labels and selectors do not depend on its place in the construct tree.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/specification/
 */
export class Workload extends Construct {
  /** Name of the workload, the same in every environment. */
  public readonly workloadName: string;

  /** Labels that select its pods. */
  public readonly selector: Record<string, string>;

  /** @internal */
  public readonly _environment: Environment;
  /** @internal */
  public readonly _prometheus?: Prometheus;
  /**
   * Names of the signals and budgets that are recorded for it.
   * @internal
   */
  public readonly _recorded: string[];
  /**
   * Its rules as Prometheus reads them, and their tests, by the names of their files.
   * @internal
   */
  public readonly _ruleTests = new Map<string, object>();
  /** @internal */
  public readonly _pipeline: ReleasePipeline;
  /**
   * What controllers write into its objects.
   * @internal
   */
  public readonly _unmanaged: UnmanagedFields[] = [];

  private readonly labels: Record<string, string>;
  private readonly migrated?: MigratedDeployment;

  constructor(scope: Construct, id: string, private readonly props: WorkloadProps) {
    super(scope, id);
    this.workloadName = props.workloadName ?? id.toLowerCase();
    this._environment = props.environment;
    this._prometheus = props.prometheus;
    this._pipeline = props.pipeline;
    const pinned = { 'app.kubernetes.io/name': this.workloadName };
    this.migrated = props.migration && migratedDeployment(props.migration, props.podTemplate, { name: this.workloadName, selector: pinned });
    this.selector = this.migrated?.selector ?? pinned;
    this.labels = { ...pinned, 'app.kubernetes.io/part-of': props.pipeline.service, 'app.kubernetes.io/managed-by': 'spillway' };

    const engine = Engine._of(this);
    const { plan, sound } = planned(props.pipeline, new GitOpsRenderer({ engine }));
    const wave = waveOf(plan, props.environment);
    const recording = wave && new Recording(wave, plan._document.signals, (props.ports ?? []).length > 0);
    this._recorded = recording?.names ?? [];
    const problems = () => workloadProblems(PROGRESSIVES[engine.progressive], {
      ...props, path: this.node.path, name: this.workloadName, wave, signals: plan._document.signals, pods: this._pods(),
    });
    this.node.addValidation({ validate: () => problems().map((problem) => problem.message) });
    lookForLeftBehind(this, props.podTemplate);
    // an unsound plan is reported by its pipeline; half of it rendered would only hide that
    if (sound && wave && recording) this.render(engine, wave, plan._document.signals, recording);
  }

  /**
   * The pods as they are released.
   * @internal
   */
  public _pods(): Pods {
    return releasedPods(this.props.podTemplate.toPodTemplate() as Pods, this.labels, this.props.release?._spec(), this.migrated?.selector);
  }

  /**
   * The images that carry a digest.
   * @internal
   */
  public _images(): ImageReference[] {
    return releasedImages(this.props.podTemplate.toPodTemplate() as Pods, this.props.release?._spec());
  }

  private render(engine: Engine, wave: PlannedWave, signals: SignalSpec[], recording: Recording): void {
    const { prometheus, ports = [], replicas, autoscaling, router, metrics, callers } = this.props;
    const { namespace } = Chart.of(this);
    const progressive = PROGRESSIVES[engine.progressive];
    const workload: ReleasedWorkload = {
      name: this.workloadName, namespace, selector: this.selector, wave, signals, replicas, ports, prometheus,
      // a router that has no port to route to is reported
      router: ports.length > 0 ? router?._spec() : undefined,
      versions: progressive.versions(this.workloadName, wave),
      versionService: progressive.versionService({ name: this.workloadName, wave, routed: router !== undefined }),
      migrated: this.migrated,
      pods: () => this._pods(),
      minReadySeconds: () => minReadySeconds(this.props.podTemplate),
      emit: (manifest) => this.emit(manifest),
      leave: (fields) => this._unmanaged.push(fields),
    };
    progressive.render(workload);
    if (autoscaling) autoscaler(workload, engine, autoscaling);
    if (this.props.disruptionBudget ?? (autoscaling?.minReplicas ?? replicas ?? 0) > 1) disruptionBudget(workload);
    if (metrics) podMonitor(workload, metrics);
    if (callers) callersOnly(workload, callers, metrics?.port);
    if (!prometheus) return;
    probes(workload, recording.signals, judgedOf(wave, signals));
    const labels = { service: this.props.pipeline.service, environment: this._environment.environmentName };
    const watched = { workload: this.workloadName, namespace, prometheus, versions: workload.versions };
    const groups = recording.groups(labels, watched);
    if (groups.length === 0) return;
    for (const [file, content] of recording.testFiles(labels, watched)) this._ruleTests.set(file, content);
    this.emit({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: this.workloadName, labels: prometheus._ruleLabels },
      spec: { groups },
    });
  }

  private emit({ metadata, ...manifest }: ApiObjectProps): ApiObject {
    return emit(this, { ...manifest, metadata: { ...metadata, labels: { ...this.labels, ...metadata?.labels } } });
  }
}

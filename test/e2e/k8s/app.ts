import { createHash } from 'node:crypto';
import { Chart } from 'cdk8s';
import type { DeploymentWindow, Freeze } from 'spillway';
import { Artifact, Duration, Environment, Gate, k8s, NoData, Release, ReleasePipeline, ReleaseType, RollbackTrigger, Signal, Tier, Traffic, TrafficShift, Verification } from 'spillway';

const IMAGE = 'registry.example.com/trial/api';

/** The workload of every trial, and its Service for clients. */
export const API = 'api';

/** Requests a second. */
export const TRAFFIC = 100;

const options = { period: Duration.seconds(10), datapointsToFail: 2 };
const errors = (noData: NoData) => Signal.errorRatio({ atMost: 0.02, detect: 0.1, noData, ...options });
const latency = (noData: NoData) => Signal.latency({ percentile: 99, atMost: Duration.millis(400), noData, ...options });
export const ERRORS = errors(NoData.HOLD);
export const LATENCY = latency(NoData.HOLD);

/** Little more than the time in which the library believes that a signal can fail. */
const HOLD = Duration.seconds(90);

/** How a trial's only wave is released. */
export interface TrialShape {
  readonly shift: TrafficShift;
  readonly verifications?: Verification[];
  readonly windows?: DeploymentWindow[];
  readonly freezes?: Freeze[];
  /** Whether requests are split by weights, and not by the number of pods. */
  readonly routed?: boolean;
  /** Whether Flagger shifts the traffic, and not Argo Rollouts. */
  readonly flagger?: boolean;
  /** Whose approval it takes. */
  readonly approvers?: string;
  /** Whether images and what is done by hand are guarded as well. */
  readonly guarded?: boolean;
}

/** May let a Rollout go on by hand, where that is guarded. */
export const OPERATORS = 'operators';

/** May break the glass. */
export const ON_CALL = 'on-call';

/** The ways of a release that are tried. Their periods are as short as the library takes them. */
export const SHAPES = {
  canary: { shift: TrafficShift.canary({ percent: 20, hold: HOLD }) },
  steps: { shift: TrafficShift.steps({ percent: 20, hold: HOLD }, { percent: 60, hold: HOLD }) },
  // a share that five pods cannot make
  routed: { shift: TrafficShift.canary({ percent: 5, hold: HOLD }), routed: true },
  flagger: { shift: TrafficShift.canary({ percent: 5, hold: HOLD }), routed: true, flagger: true },
  verified: {
    shift: TrafficShift.canary({ percent: 20, hold: HOLD }),
    verifications: [Verification.measurement({ name: 'fast', signal: LATENCY, duration: HOLD })],
  },
  blueGreen: {
    shift: TrafficShift.blueGreen({ preview: Duration.seconds(20), keepOld: Duration.minutes(10) }),
    verifications: [Verification.measurement({ name: 'healthy', signal: ERRORS, duration: HOLD })],
  },
  previewed: { shift: TrafficShift.blueGreen({ preview: Duration.seconds(50), keepOld: Duration.minutes(10) }) },
} satisfies Record<string, TrialShape>;

export interface TrialProps {
  readonly outdir: string;
  readonly namespace: string;
  readonly shape: TrialShape;
  /** Which build is released. */
  readonly version: string;
  readonly prometheusUrl: string;
}

/** The image of a build; each trial has images of its own. */
export function imageOf(namespace: string, version: string): string {
  return `${IMAGE}@${digestOf(namespace, version)}`;
}

function digestOf(namespace: string, version: string): string {
  return `sha256:${createHash('sha256').update(`${namespace} ${version}`).digest('hex')}`;
}

/** What a user would write, but for periods of seconds. The folders it writes are called after the environments. */
export function writeTrial({ outdir, namespace, shape, version, prometheusUrl }: TrialProps): void {
  const app = new k8s.GitOpsApp({ outdir, engine: k8s.Engine.of({ progressive: shape.flagger ? k8s.Progressive.FLAGGER : k8s.Progressive.ARGO_ROLLOUTS }) });
  // Flagger cannot wait for data
  const noData = shape.flagger ? NoData.FAIL : NoData.HOLD;
  const live = new Environment('live', { tier: Tier.PRODUCTION });
  const pipeline = new ReleasePipeline(app, 'Trial', {
    service: namespace,
    traffic: Traffic.of({ requestsPerSecond: TRAFFIC, errorRatio: 0.001 }),
    rollbackOn: [RollbackTrigger.signal(errors(noData)), RollbackTrigger.signal(latency(noData))],
    freezes: shape.freezes,
  });
  pipeline.addWave('live', {
    environments: [live],
    gates: [...(shape.windows ? [Gate.window(...shape.windows)] : []), ...(shape.approvers ? [Gate.approval({ group: shape.approvers })] : [])],
    trafficShift: shape.shift,
    verifications: shape.verifications,
    bakeTime: Duration.minutes(2),
  });
  const delivery = new k8s.GitOpsRelease(new Chart(app, 'delivery'), 'Release', {
    pipeline,
    repository: { url: 'https://git.example.com/trial/deploy.git' },
    images: [{ repository: IMAGE }],
    breakGlass: ON_CALL,
    ...(shape.guarded && { imagePolicy: k8s.ImagePolicy.APPROVED, operators: OPERATORS }),
  });
  const chart = new Chart(app, 'live', { namespace });
  new k8s.Workload(chart, API, {
    pipeline,
    environment: live,
    replicas: 5,
    ports: [{ port: 80, targetPort: 8080 }],
    podTemplate: k8s.PodTemplate.inline({ spec: { containers: [{ name: API, image: IMAGE, ports: [{ containerPort: 8080 }] }] } }),
    prometheus: k8s.Prometheus.at(prometheusUrl),
    router: shape.routed ? k8s.TrafficRouter.gatewayApi({ gateway: 'public' }) : undefined,
    release: Release.of({
      version: '1.0.0', commit: '0'.repeat(40), author: 'alex', type: ReleaseType.FEATURE, artifacts: [Artifact.image(IMAGE, digestOf(namespace, version))],
    }),
  });
  delivery.deploy(live, chart);
  app.synth();
}

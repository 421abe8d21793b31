import { until } from '../aws/until';
import type { Api } from './cluster/api';
import type { Manifest } from './cluster/manifest';

interface Rollout extends Manifest {
  readonly spec: { readonly paused?: boolean };
  readonly status?: { readonly phase?: string; readonly abort?: boolean; readonly currentStepIndex?: number };
}

interface ReplicaSet extends Manifest {
  readonly spec: { readonly template: { readonly spec: { readonly containers: { readonly image: string }[] } } };
  readonly status?: { readonly availableReplicas?: number };
}

interface AnalysisRun extends Manifest {
  readonly status?: { readonly phase?: string };
}

interface ClusterEvent extends Manifest {
  readonly reason: string;
  readonly message: string;
  readonly involvedObject: { readonly kind: string };
}

interface Canary extends Manifest {
  readonly status?: { readonly phase?: string };
}

interface Service extends Manifest {
  readonly spec: { readonly selector?: Record<string, string> };
}

interface HttpRoute extends Manifest {
  readonly spec: { readonly rules: { readonly backendRefs: { readonly name: string; readonly weight: number }[] }[] };
}

const HASH = 'rollouts-pod-template-hash';

/**
 * What happens in a namespace, one line for each thing that changes, in the order in which the API server told it:
 * `phase Paused`, `step 1`, `aborted`, `pods v1=4 v2=1`, `analysis … Running`, `service api -> v1`, `canary Progressing`, `route api=95 api-canary=5`.
 * Events stand there to be read only: who writes many of them about one object has some of them dropped.
 */
export class Chronicle {
  private readonly lines: { readonly ms: number; readonly text: string }[] = [];
  private readonly last = new Map<string, string>();
  private readonly versions = new Map<string, string>();
  private readonly available = new Map<string, number>();
  private readonly watches: { stop(): void }[];
  private readonly startMs = Date.now();

  /** @param versionOf what to call an image */
  constructor(api: Api, namespace: string, private readonly versionOf: (image: string) => string) {
    const at = (group: string, resource: string) => `${group}/namespaces/${namespace}/${resource}`;
    const follow = <T extends Manifest>(path: string, tell: (object: T, gone: boolean) => void) => (
      api.watch<T>(path, (change, object) => tell(object, change === 'DELETED'))
    );
    this.watches = [
      follow<Rollout>(at('/apis/argoproj.io/v1alpha1', 'rollouts'), (rollout) => this.rolled(rollout)),
      follow<ReplicaSet>(at('/apis/apps/v1', 'replicasets'), (set, gone) => this.counted(set, gone)),
      follow<AnalysisRun>(at('/apis/argoproj.io/v1alpha1', 'analysisruns'), (run) => this.analysed(run)),
      follow<ClusterEvent>(at('/api/v1', 'events'), (event) => this.told(event)),
      follow<Canary>(at('/apis/flagger.app/v1beta1', 'canaries'), ({ status }) => this.change('canary', status?.phase ? `canary ${status.phase}` : undefined)),
      follow<HttpRoute>(at('/apis/gateway.networking.k8s.io/v1', 'httproutes'), (route) => this.split(route)),
      follow<Service>(at('/api/v1', 'services'), (service) => this.routed(service)),
    ];
  }

  /** A place in it, from which on something is looked for. */
  public get now(): number {
    return this.lines.length;
  }

  /** Waits for lines in this order, with others between them. */
  public async tells(from: number, expected: RegExp[], seconds: number): Promise<void> {
    try {
      await until('', async () => this.missing(from, expected) === undefined, seconds);
    } catch {
      throw new Error(`${this.missing(from, expected)} was not told within ${seconds} s, or not in this order: ${expected.join(', ')}\n${this.text(from)}`);
    }
  }

  /** Fails where there is such a line. */
  public tellsNothingOf(from: number, unexpected: RegExp): void {
    const found = this.lines.slice(from).find(({ text }) => unexpected.test(text));
    if (found) throw new Error(`${unexpected} was told: ${found.text}\n${this.text(from)}`);
  }

  /** Lines that begin so, without the beginning. */
  public all(from: number, beginning: string): string[] {
    return this.lines.slice(from).flatMap(({ text }) => (text.startsWith(beginning) ? [text.slice(beginning.length)] : []));
  }

  public text(from = 0): string {
    return this.lines.slice(from).map(({ ms, text }) => `${((ms - this.startMs) / 1000).toFixed(1).padStart(7)}  ${text}`).join('\n');
  }

  public stop(): void {
    this.watches.forEach((watch) => watch.stop());
  }

  private missing(from: number, expected: RegExp[]): RegExp | undefined {
    let i = 0;
    for (const { text } of this.lines.slice(from)) if (i < expected.length && expected[i].test(text)) i += 1;
    return expected[i];
  }

  private rolled({ status = {} }: Rollout): void {
    this.change('phase', status.phase ? `phase ${status.phase}` : undefined);
    this.change('step', status.currentStepIndex === undefined ? undefined : `step ${status.currentStepIndex}`);
    this.change('abort', status.abort ? 'aborted' : 'not aborted');
  }

  private counted({ metadata: { name, labels = {} }, spec, status = {} }: ReplicaSet, gone: boolean): void {
    const version = this.versionOf(spec.template.spec.containers[0].image);
    this.versions.set(labels[HASH], version);
    this.available.set(`${version} ${name}`, gone ? 0 : status.availableReplicas ?? 0);
    const sums = new Map<string, number>();
    for (const [key, count] of this.available) sums.set(key.split(' ')[0], (sums.get(key.split(' ')[0]) ?? 0) + count);
    this.change('pods', `pods ${[...sums].filter(([, count]) => count > 0).sort().map(([each, count]) => `${each}=${count}`).join(' ')}`);
  }

  private analysed({ metadata: { name }, status }: AnalysisRun): void {
    this.change(`analysis ${name}`, status?.phase ? `analysis ${name} ${status.phase}` : undefined);
  }

  private told({ metadata: { name }, involvedObject: { kind }, reason, message }: ClusterEvent): void {
    if (kind === 'Rollout') this.change(`event ${name}`, `event ${reason} ${message}`);
  }

  private routed({ metadata: { name }, spec: { selector = {} } }: Service): void {
    this.change(`service ${name}`, `service ${name} -> ${selector[HASH] ? this.versions.get(selector[HASH]) ?? selector[HASH] : 'all'}`);
  }

  private split({ spec: { rules: [{ backendRefs }] } }: HttpRoute): void {
    this.change('route', `route ${backendRefs.map(({ name, weight }) => `${name}=${weight}`).join(' ')}`);
  }

  private change(what: string, text: string | undefined): void {
    if (text === undefined || this.last.get(what) === text) return;
    this.last.set(what, text);
    this.lines.push({ ms: Date.now(), text });
  }
}

import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Api } from './cluster/api';
import type { Manifest } from './cluster/manifest';
import { Counters } from './counters';
import type { Pod } from './kubelet';

const TICK_MS = 200;

/** How a version behaves, whichever pod runs it. */
export interface Behaviour {
  /** Share of its requests that fail. */
  readonly errorRatio?: number;
  /** How long each of its requests takes. */
  readonly seconds?: number;
  /** Its pods tell no metrics. */
  readonly silent?: boolean;
}

interface HttpRoute extends Manifest {
  readonly spec: { readonly rules: { readonly backendRefs: { readonly name: string; readonly weight: number }[] }[] };
}

export interface EndpointSlice extends Manifest {
  readonly endpoints?: { readonly conditions?: { readonly ready?: boolean }; readonly targetRef?: { readonly name: string } }[];
}

/**
 * Clients and pods, which there are none of. A Service that has clients spreads their requests over the endpoints that the
 * cluster says are ready, or over those of the Services in its HTTPRoute, so the weight of a version is what the controllers
 * have made of it. Each pod tells its own counters,
 * at a path of its own.
 */
export class Traffic {
  public static async start(api: Api): Promise<Traffic> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return new Traffic(api, server);
  }

  private readonly behaviours = new Map<string, Behaviour>();
  private readonly requestsPerSecond = new Map<string, number>();
  private readonly slices = new Map<string, { service: string; pods: string[] }>();
  private readonly routes = new Map<string, [service: string, weight: number][]>();
  private readonly images = new Map<string, string>();
  private readonly counters = new Map<string, Counters>();
  private readonly watches: { stop(): void }[];
  private readonly timer: NodeJS.Timeout;
  private lastMs = Date.now();

  private constructor(api: Api, private readonly server: Server) {
    this.watches = [
      api.watch<EndpointSlice>('/apis/discovery.k8s.io/v1/endpointslices', (change, slice) => this.routed(change === 'DELETED', slice)),
      api.watch<HttpRoute>('/apis/gateway.networking.k8s.io/v1/httproutes', (_change, { metadata: { namespace, name }, spec: { rules: [{ backendRefs }] } }) => {
        this.routes.set(`${namespace}/${name}`, backendRefs.map((backend) => [`${namespace}/${backend.name}`, backend.weight]));
      }),
      api.watch<Pod>('/api/v1/pods', (change, pod) => this.seen(change === 'DELETED', pod)),
    ];
    this.timer = setInterval(() => this.tick(), TICK_MS);
    server.on('request', ({ url = '' }, response) => {
      const [type, text] = url === '/pods' ? ['application/json', JSON.stringify(this.targets())] : ['text/plain; version=0.0.4', this.metrics(url.slice(1))];
      response.writeHead(text === undefined ? 404 : 200, { 'content-type': type }).end(text);
    });
  }

  /** Where Prometheus finds the pods. */
  public get podsUrl(): string {
    return `http://127.0.0.1:${this.port}/pods`;
  }

  /** From now on a Service has clients; an HTTPRoute of its name sends their requests on by its weights. */
  public flow(namespace: string, service: string, requestsPerSecond: number): void {
    this.requestsPerSecond.set(`${namespace}/${service}`, requestsPerSecond);
  }

  /** From now on an image behaves so; one of which nothing was said is quick and makes no errors. */
  public behave(image: string, behaviour: Behaviour): void {
    this.behaviours.set(image, behaviour);
  }

  public async stop(): Promise<void> {
    clearInterval(this.timer);
    this.watches.forEach((watch) => watch.stop());
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** As the operator's monitors label them. */
  private targets(): object[] {
    return [...this.counters.keys()].map((key) => {
      const [namespace, pod] = key.split('/');
      return { targets: [`127.0.0.1:${this.port}`], labels: { __metrics_path__: `/${key}`, namespace, pod } };
    });
  }

  private metrics(pod: string): string | undefined {
    return this.behaviour(pod).silent ? undefined : this.counters.get(pod)?.exposed();
  }

  private behaviour(pod: string): Behaviour {
    return this.behaviours.get(this.images.get(pod) ?? '') ?? {};
  }

  private routed(gone: boolean, slice: EndpointSlice): void {
    const { name, namespace, labels = {} } = slice.metadata;
    if (gone) this.slices.delete(`${namespace}/${name}`);
    else this.slices.set(`${namespace}/${name}`, { service: `${namespace}/${labels['kubernetes.io/service-name']}`, pods: readyPods(slice).map((pod) => `${namespace}/${pod}`) });
  }

  private seen(gone: boolean, { metadata: { name, namespace }, spec, status }: Pod): void {
    const pod = `${namespace}/${name}`;
    if (gone) {
      this.images.delete(pod);
      this.counters.delete(pod);
    } else if (status.phase === 'Running' && !this.counters.has(pod)) {
      this.images.set(pod, spec.containers[0].image);
      this.counters.set(pod, new Counters());
    }
  }

  private tick(): void {
    const nowMs = Date.now();
    const seconds = (nowMs - this.lastMs) / 1000;
    this.lastMs = nowMs;
    for (const [service, requestsPerSecond] of this.requestsPerSecond) {
      for (const [backend, weight] of this.routes.get(service) ?? [[service, 100] as const]) this.send(backend, requestsPerSecond * seconds * weight / 100);
    }
  }

  private send(service: string, requests: number): void {
    const pods = [...this.slices.values()].filter((slice) => slice.service === service).flatMap((slice) => slice.pods);
    for (const pod of pods) {
      const { errorRatio = 0, seconds = 0.05 } = this.behaviour(pod);
      this.counters.get(pod)?.answer(requests / pods.length, errorRatio, seconds);
    }
  }
}

/** Names of the pods that get requests. */
export function readyPods({ endpoints }: EndpointSlice): string[] {
  return (endpoints ?? []).flatMap(({ conditions, targetRef }) => (conditions?.ready && targetRef ? [targetRef.name] : []));
}

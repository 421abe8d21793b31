import { Chart, Duration, Size } from 'cdk8s';
import { Cpu, Deployment, EnvValue, Probe } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Environment, Release, ReleasePipeline } from 'spillway';
import { k8s } from 'spillway';
import { beta } from './pipeline';

const REGISTRY = 'registry.example.com/shop';

/** The images that are released together. */
export const IMAGES = ['web', 'cart', 'catalog'].map((service) => `${REGISTRY}/${service}`);

interface Service {
  readonly name: string;
  readonly port: number;
  readonly env?: Record<string, string>;
  /** Whether customers call it, through the gateway of the cluster. The others are called by services of the shop only. */
  readonly isPublic?: boolean;
}

const SERVICES: Service[] = [
  { name: 'web', port: 8080, env: { CART: 'http://cart', CATALOG: 'http://catalog' }, isPublic: true },
  { name: 'cart', port: 7070 },
  { name: 'catalog', port: 3550 },
];

/** Pods as any cdk8s-plus program describes them; the Deployment itself is never applied. */
function podsOf(scope: Construct, { name, port, env = {} }: Service): k8s.IPodTemplate {
  const deployment = new Deployment(scope, `${name}-pods`);
  deployment.addContainer({
    name,
    image: `${REGISTRY}/${name}`,
    portNumber: port,
    readiness: Probe.fromHttpGet('/ready', { port, periodSeconds: Duration.seconds(5) }),
    envVariables: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, EnvValue.fromValue(value)])),
    resources: { cpu: { request: Cpu.millis(100), limit: Cpu.millis(500) }, memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) } },
  });
  return k8s.PodTemplate.of(deployment);
}

/** With a gateway three pods are enough for any weight; without one, a tenth of the requests takes ten. */
function sizeOf({ isPublic }: Service, environment: Environment): Pick<k8s.WorkloadProps, 'replicas' | 'autoscaling' | 'router'> {
  // nobody from outside calls beta, and it has no gateway
  if (!isPublic || environment === beta) return { replicas: 10 };
  return {
    autoscaling: { minReplicas: 3, maxReplicas: 12 },
    router: k8s.TrafficRouter.gatewayApi({ gateway: 'public', gatewayNamespace: 'gateways', hostnames: ['shop.example.com'] }),
  };
}

export interface ShopProps {
  readonly pipeline: ReleasePipeline;
  readonly environment: Environment;
  readonly release: Release;
}

/** Everything the shop runs in one environment. */
export class Shop extends Chart {
  constructor(scope: Construct, props: ShopProps) {
    super(scope, props.environment.environmentName, { namespace: 'shop' });
    const prometheus = k8s.Prometheus.at('http://prometheus-operated.monitoring:9090', { ruleLabels: { release: 'prometheus' } });
    for (const service of SERVICES) {
      new k8s.Workload(this, service.name, {
        ...props,
        ...sizeOf(service, props.environment),
        podTemplate: podsOf(this, service),
        ports: [{ port: 80, targetPort: service.port }],
        prometheus,
      });
    }
  }
}

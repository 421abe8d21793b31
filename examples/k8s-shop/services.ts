import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu, Deployment, EnvValue, Probe } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Environment, Release, ReleasePipeline } from 'spillway';
import { k8s } from 'spillway';

const REGISTRY = 'registry.example.com/shop';

/** The images that are released together. */
export const IMAGES = ['web', 'cart', 'catalog'].map((service) => `${REGISTRY}/${service}`);

interface Service {
  readonly name: string;
  readonly port: number;
  readonly env?: Record<string, string>;
}

const SERVICES: Service[] = [
  { name: 'web', port: 8080, env: { CART: 'http://cart', CATALOG: 'http://catalog' } },
  { name: 'cart', port: 7070 },
  { name: 'catalog', port: 3550 },
];

/** Pods as any cdk8s-plus program describes them; the Deployment itself is never applied. */
function podsOf({ name, port, env = {} }: Service): k8s.IPodTemplate {
  const unused = new Chart(new App(), 'unused');
  const deployment = new Deployment(unused, name);
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
        podTemplate: podsOf(service),
        replicas: 10,
        ports: [{ port: 80, targetPort: service.port }],
        prometheus,
      });
    }
  }
}

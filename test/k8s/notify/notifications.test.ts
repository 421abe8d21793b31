import { ApiObject, Chart } from 'cdk8s';
import { Duration, Environment, k8s, ReleasePipeline, Tier, TrafficShift } from 'spillway';
import { promoted } from '../promoter/promoter-shop';
import { shopOn } from '../support/engines';
import { findings } from '../support/manifest-validator';
import type { ShopOptions } from '../support/shop';
import { beta, IMAGE, manifests, object, PODS, prodEu, shop, WATCHED } from '../support/shop';

const two: ShopOptions = { pipeline: { rollbackOn: WATCHED }, waves: [['beta', { environments: [beta] }], ['prod', { environments: [prodEu], bakeTime: Duration.hours(1) }]] };
const { INFO, PAGE } = k8s.Urgency;

function told(...audiences: ((release: ReturnType<typeof shop>) => k8s.Audience)[]) {
  const all = shop(two);
  for (const audience of audiences) all.release.notify(audience(all));
  const data = (environment: string) => (object(all.app, environment, 'ConfigMap', 'argo-rollouts-notification-configmap') as unknown as { data: Record<string, string> }).data;
  const entry = (environment: string, key: string) => JSON.parse(data(environment)[key]);
  return { ...all, data, entry };
}

describe('Argo Rollouts', () => {
  test('tells everybody what they listen to, under the names of its own triggers', () => {
    const { data, entry } = told(() => k8s.Audience.slack('shop'), () => k8s.Audience.webhook('pager', { urgencies: [PAGE] }));
    expect(entry('beta', 'subscriptions')).toEqual([
      { recipients: ['slack:shop'], triggers: ['on-rollout-updated', 'on-rollout-completed', 'on-analysis-run-inconclusive', 'on-rollout-aborted'] },
      { recipients: ['pager:'], triggers: ['on-rollout-aborted'] },
    ]);
    expect(entry('beta', 'trigger.on-rollout-aborted')).toEqual([{ send: ['rolledBack'] }]);
    expect(entry('beta', 'service.slack')).toEqual({ token: '$slack-token' });
    expect(entry('beta', 'service.webhook.pager')).toEqual({ url: '$pager-url', headers: [{ name: 'Content-Type', value: 'application/json' }] });
    expect(Object.keys(data('beta')).filter((key) => key.startsWith('template.'))).toHaveLength(4);
  });

  test('tells of the waves that somebody listens to, and says nothing to nobody', () => {
    const { data, entry } = told(({ pipeline }) => k8s.Audience.slack('leads', { urgencies: [INFO], waves: [pipeline.waves[1]] }));
    expect(entry('prod-eu', 'subscriptions')).toEqual([{ recipients: ['slack:leads'], triggers: ['on-rollout-updated', 'on-rollout-completed'] }]);
    expect(data('beta')).toEqual({ subscriptions: '[]' });
  });

  test('does not tell of a step that only waits for its time, although the Rollout pauses for it', () => {
    const trafficShift = TrafficShift.canary({ percent: 20, hold: Duration.minutes(10) });
    const { app, release } = shop({ waves: [['beta', { environments: [beta], trafficShift }]] });
    release.notify(k8s.Audience.slack('shop'));
    expect(object(app, 'beta', 'Rollout', 'web').spec.strategy).toMatchObject({ canary: { steps: [{ setWeight: 20 }, { pause: { duration: '10m' } }] } });
    expect(JSON.stringify(object(app, 'beta', 'ConfigMap', 'argo-rollouts-notification-configmap'))).not.toContain('on-rollout-paused');
  });

  test('reads it in the namespace of the environment', () => {
    const { app } = told(() => k8s.Audience.slack('shop'));
    const labels = { 'app.kubernetes.io/managed-by': 'spillway', 'app.kubernetes.io/part-of': 'shop' };
    expect(object(app, 'beta', 'ConfigMap', 'argo-rollouts-notification-configmap').metadata).toMatchObject({ namespace: 'shop', labels });
  });

  test('says title, text and next step in Slack, and nothing of a webhook where there is none', () => {
    const { entry } = told(() => k8s.Audience.slack('shop'));
    expect(entry('beta', 'template.began')).toEqual({
      message: '*shop: a release has begun in beta*\n{{.rollout.metadata.name}} changes to {{(index .rollout.spec.template.spec.containers 0).image}}.\nNothing to do.',
    });
  });

  test('posts to the webhooks that listen to the wave alone', () => {
    const { entry } = told(() => k8s.Audience.webhook('pager'), ({ pipeline }) => k8s.Audience.webhook('later', { waves: [pipeline.waves[1]] }));
    expect(entry('beta', 'template.began').webhook).toEqual({ pager: { method: 'POST', body: expect.any(String) } });
    expect(Object.keys(entry('prod-eu', 'template.began').webhook)).toEqual(['pager', 'later']);
    const { title, nextStep } = JSON.parse(entry('beta', 'template.began').webhook.pager.body);
    expect([title, nextStep]).toEqual(['shop: a release has begun in beta', 'Nothing to do.']);
  });

  test('sends JSON to a webhook, whatever it fills in', () => {
    const { entry } = told(() => k8s.Audience.webhook('pager'));
    const { webhook } = entry('beta', 'template.rolledBack');
    const body = webhook.pager.body.replace('{{.rollout.metadata.name}}', 'web').replace('{{(index .rollout.spec.template.spec.containers 0).image}}', 'r.example.com/web@sha256:0');
    expect(JSON.parse(body)).toMatchObject({ kind: 'rolledBack', urgency: 'page', service: 'shop', environment: 'beta', text: expect.stringContaining('web has left r.example.com/web@sha256:0') });
  });
});

test('each message can be read before it is sent, and says what to do', () => {
  const { release } = told(() => k8s.Audience.slack('shop', { urgencies: [PAGE] }));
  const { messages } = release;
  expect(messages.map(({ environment, kind }) => `${environment} ${kind}`)).toEqual([
    'beta began', 'beta succeeded', 'beta held', 'beta rolledBack', 'prod-eu began', 'prod-eu succeeded', 'prod-eu held', 'prod-eu rolledBack',
  ]);
  expect(messages.filter(({ heardBy }) => heardBy.length > 0).map(({ kind }) => kind)).toEqual(['rolledBack', 'rolledBack']);
  for (const { title, text, nextStep } of messages) {
    for (const line of [title, text, nextStep]) expect(line).not.toMatch(/[{}]|undefined/);
    expect(title).toMatch(/^shop: .*(beta|prod-eu)$/);
  }
  expect(messages.find(({ kind }) => kind === 'held')?.nextStep).toMatch(/abort it\. After a day the promotion takes it back\.$/);
  expect(messages.at(-1)).toMatchObject({ urgency: PAGE, text: expect.stringMatching(/^web has left registry\.example\.com\/shop\/web@sha256:0{64}: the old pods/) });
});

test('each message names those who hear of its wave', () => {
  const { release } = told(({ pipeline }) => k8s.Audience.slack('leads', { waves: [pipeline.waves[1]] }), () => k8s.Audience.webhook('pager', { urgencies: [PAGE] }));
  expect(release.messages.map(({ heardBy }) => heardBy)).toEqual([[], [], [], ['pager'], ['leads'], ['leads'], ['leads'], ['leads', 'pager']]);
});

test('with GitOps Promoter the same channels hear that Git does not go back', () => {
  const { app, release } = promoted();
  release.notify(k8s.Audience.slack('shop'));
  const { data } = object(app, 'beta', 'ConfigMap', 'argo-rollouts-notification-configmap') as unknown as { data: Record<string, string> };
  expect(JSON.parse(data['template.rolledBack']).message).toMatch(/Git still asks for the new version.*\n.*Revert the commit of the manifests/);
  expect(JSON.parse(data['template.held']).message).toMatch(/abort it\.$/);
  expect(release.node.validate()).toEqual([]);
});

describe('Alertmanager', () => {
  const route = (...options: k8s.AudienceOptions[]) => {
    const { app } = told(...options.map((one, i) => () => k8s.Audience.slack(`c${i}`, one)));
    return object(app, 'beta', 'AlertmanagerConfig', 'shop').spec as { route: { routes: { receiver: string; matchers: object[] }[] }; receivers: { name: string }[] };
  };

  test('sends by severity what the environment and service of the alert say', () => {
    const { route: { routes, ...top }, receivers } = route({}, { urgencies: [PAGE] }, { urgencies: [INFO] });
    expect(top).toEqual({
      receiver: 'nobody',
      groupBy: ['alertname', 'workload'],
      matchers: [{ name: 'service', value: 'shop', matchType: '=' }, { name: 'environment', value: 'beta', matchType: '=' }],
    });
    expect(routes).toEqual([
      { receiver: 'slack-c0', matchers: [{ name: 'severity', value: 'critical|warning', matchType: '=~' }], continue: true },
      { receiver: 'slack-c1', matchers: [{ name: 'severity', value: 'critical', matchType: '=~' }], continue: true },
    ]);
    expect(receivers.map(({ name }) => name)).toEqual(['nobody', 'slack-c0', 'slack-c1']);
  });

  test('hears every alert of the environment: each names what its routes ask, and its namespace, which the operator adds', () => {
    const { app } = told(() => k8s.Audience.slack('shop'));
    const { spec } = object(app, 'prod-eu', 'PrometheusRule', 'web');
    const { groups } = spec as { groups: { rules: { alert?: string; labels: object; annotations: object }[] }[] };
    const alerts = groups.flatMap(({ rules }) => rules).filter(({ alert }) => alert);
    expect(alerts.length).toBeGreaterThan(0);
    for (const { annotations } of alerts) expect(annotations).toMatchObject({ summary: expect.stringMatching(/./) });
    for (const { labels } of alerts) expect(labels).toMatchObject({ service: 'shop', environment: 'prod-eu', namespace: 'shop', severity: expect.stringMatching(/^(critical|warning)$/) });
  });

  test('reaches a channel by its incoming webhook, a program by its URL, and says when it is over', () => {
    const { app } = told(() => k8s.Audience.slack('shop'), () => k8s.Audience.webhook('pager'));
    const { metadata, spec } = object(app, 'beta', 'AlertmanagerConfig', 'shop');
    expect(metadata).toMatchObject({ namespace: 'shop', labels: { 'app.kubernetes.io/managed-by': 'spillway', 'app.kubernetes.io/part-of': 'shop' } });
    expect(spec.receivers).toEqual([
      { name: 'nobody' },
      { name: 'slack-shop', slackConfigs: [{
        channel: '#shop',
        apiURL: { name: 'argo-rollouts-notification-secret', key: 'slack-url' },
        sendResolved: true,
        title: '{{ .CommonLabels.service }}: {{ .CommonLabels.alertname }} in {{ .CommonLabels.environment }}',
        text: '{{ range .Alerts }}{{ .Annotations.summary }}\n{{ end }}',
      }] },
      { name: 'webhook-pager', webhookConfigs: [{ urlSecret: { name: 'argo-rollouts-notification-secret', key: 'pager-url' }, sendResolved: true }] },
    ]);
  });

  test('mutes nothing', () => expect(JSON.stringify(route({}))).not.toMatch(/mute/i));

  test('is told in the words of its resource', () => {
    const { app } = told(() => k8s.Audience.slack('shop'), () => k8s.Audience.webhook('pager'));
    const found = manifests(app).filter(({ kind }) => kind === 'AlertmanagerConfig');
    expect(found.flatMap(findings)).toEqual([]);
    expect(found).toHaveLength(2);
  });
});

test('it does not matter whether an audience or an environment comes first, and without an audience nothing is written', () => {
  const kinds = (app: k8s.GitOpsApp) => manifests(app).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(kinds(shop(two).app).filter((one) => /AlertmanagerConfig|notification/.test(one))).toEqual([]);

  const app = new k8s.GitOpsApp({ outdir: 'unused' });
  const pipeline = new ReleasePipeline(app, 'Shop', { service: 'shop' });
  pipeline.addWave('beta', { environments: [beta] });
  const release = new k8s.GitOpsRelease(new Chart(app, 'delivery'), 'Release', { pipeline, repository: { url: 'https://git.example.com/shop.git' }, images: [] });
  release.notify(k8s.Audience.slack('shop'));
  const chart = new Chart(app, 'beta', { namespace: 'shop' });
  release.deploy(beta, chart);
  expect(chart.node.children.filter((one): one is ApiObject => ApiObject.isApiObject(one)).map(({ kind }) => kind)).toEqual(['ConfigMap', 'AlertmanagerConfig']);
});

describe('an audience', () => {
  const problems = (...audiences: k8s.Audience[]) => {
    const { app, release } = shop();
    for (const audience of audiences) release.notify(audience);
    try {
      manifests(app);
      return [];
    } catch (error) {
      return `${error}`.match(/SP54\d\d/g);
    }
  };
  const elsewhere = shop().pipeline.addWave('elsewhere', { environments: [prodEu] });

  test.each([
    ['listens to no urgency', ['SP5421'], [k8s.Audience.slack('shop', { urgencies: [] })]],
    ['listens to no wave', ['SP5421'], [k8s.Audience.slack('shop', { waves: [] })]],
    ['listens to a wave of another pipeline', ['SP5421'], [k8s.Audience.slack('shop', { waves: [elsewhere] })]],
    ['listens to a wave of this pipeline and to one of another', ['SP5421'], [k8s.Audience.slack('shop', { waves: [shop().pipeline.waves[0], elsewhere] })]],
    ['is written with a number sign', ['SP5422'], [k8s.Audience.slack('#shop')]],
    ['is written in upper case', ['SP5422'], [k8s.Audience.slack('shopOps')]],
    ['begins with a hyphen', ['SP5422'], [k8s.Audience.slack('-shop')]],
    ['ends with an underscore', ['SP5422'], [k8s.Audience.slack('shop_')]],
    ['has a dot, at which Argo Rollouts would cut it off', ['SP5422'], [k8s.Audience.webhook('pager.ops')]],
    ['is there twice', ['SP5423'], [k8s.Audience.slack('shop'), k8s.Audience.slack('shop')]],
  ])('fails when it %s', (_, codes, audiences) => expect(problems(...audiences)).toEqual(codes));

  test('fails when a person promotes, who does without Argo CD', () => {
    const { release } = shopOn(k8s.Engine.of({ promotion: k8s.Promotion.NONE }));
    release.notify(k8s.Audience.slack('shop'));
    expect(release.node.validate()).toEqual([expect.stringMatching(/^.*SP5623 .*got "shop"/)]);
  });

  test.each(['a', '7', 'shop_ops', 'shop-2'])('may be called "%s"', (name) => expect(problems(k8s.Audience.slack(name))).toEqual([]));

  test('may have the name of another one that is reached in another way', () => {
    expect(problems(k8s.Audience.slack('shop'), k8s.Audience.webhook('shop'))).toEqual([]);
  });
});

describe('services of one app that share a namespace', () => {
  const services = (telling: string[], cluster: (service: string) => string = () => 'test', namespace: (service: string) => string = () => 'apps') => {
    const app = new k8s.GitOpsApp({ outdir: 'unused' });
    const delivery = new Chart(app, 'delivery');
    for (const service of ['shop', 'cart']) {
      const environment = new Environment(`${service}-beta`, { tier: Tier.TEST });
      const pipeline = new ReleasePipeline(app, service, { service });
      pipeline.addWave('beta', { environments: [environment] });
      const release = new k8s.GitOpsRelease(delivery, service, { pipeline, repository: { url: `https://git.example.com/${service}.git` }, images: [{ repository: IMAGE }] });
      const chart = new Chart(app, `${service}-beta`, { namespace: namespace(service) });
      new k8s.Workload(chart, service, { pipeline, environment, podTemplate: k8s.PodTemplate.inline(PODS), replicas: 2 });
      if (telling.includes(service)) release.notify(k8s.Audience.slack(service));
      release.deploy(environment, chart, { cluster: cluster(service) });
    }
    return () => manifests(app);
  };
  const both = ['shop', 'cart'];

  test('fails when both have messages of their own there: Argo Rollouts reads one configuration in a namespace', () => {
    expect(services(both)).toThrow(/SP5209 cart-beta: .*got "ConfigMap.argo-rollouts-notification-configmap.yaml of shop-beta in test\/apps".*another namespace/);
  });

  test('takes them where one tells nobody, and where they are in two places', () => {
    expect(services(['cart'])).not.toThrow();
    expect(services(both, (service) => service)).not.toThrow();
    expect(services(both, undefined, (service) => service)).not.toThrow();
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BudgetOptions } from 'spillway';
import { Duration, Gate, k8s, NoData, RollbackTrigger, Signal } from 'spillway';
import { parse, stringify } from 'yaml';
import { shopApp } from '../../../examples/k8s-shop/app';
import { ordersOnKubernetes } from '../../../examples/two-worlds/k8s';
import { Recording } from '../../../src/k8s/prometheus/recording';
import { ruleTests } from '../../../src/k8s/prometheus/rule-tests';
import { sampleSeries } from '../../../src/k8s/prometheus/sample-series';
import { whole } from '../../../src/k8s/prometheus/target';
import { describeWithPromtool, promtool } from '../support/promtool';
import { beta, shop } from '../support/shop';

const SIGNALS = [
  Signal.errorRatio({ atMost: 0.05, minimumRequests: 50_000, datapointsObserved: 5 }),
  Signal.errorRatio({ name: 'strict', atMost: 0.01, noData: NoData.FAIL }),
  Signal.latency({ percentile: 99, atMost: Duration.millis(300), period: Duration.seconds(30) }),
  Signal.saturation({ resource: 'cpu', atMostPercent: 80 }),
  Signal.saturation({ resource: 'memory', atMostPercent: 80, datapointsToFail: 1 }),
  Signal.synthetic({ probe: 'front', atLeastSuccessPercent: 90 }),
  Signal.custom({ metric: 'depth', atMost: 3 }),
];

const SOURCES = {
  application: k8s.RequestMetrics.application(),
  named: k8s.RequestMetrics.application({ requests: 'requests_total', failed: 'outcome!="success"', latencyBuckets: 'seconds_bucket' }),
  severalMatchers: k8s.RequestMetrics.application({ failed: 'status=~"4..|5..",status!="404"' }),
  alternatives: k8s.RequestMetrics.application({ failed: 'outcome!~"ok|redirected"' }),
  istio: k8s.RequestMetrics.istio(),
  linkerd: k8s.RequestMetrics.linkerd(),
  contour: k8s.RequestMetrics.contour(),
  envoyGateway: k8s.RequestMetrics.envoyGateway(),
  ingressNginx: k8s.RequestMetrics.ingressNginx(),
};

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'spillway-')); });
afterEach(() => rmSync(folder, { recursive: true }));

/** What an app writes that promtool reads. */
function written(metrics: k8s.RequestMetrics, signals = SIGNALS): string[] {
  const app = new k8s.GitOpsApp({ outdir: folder });
  shop({
    app,
    pipeline: { rollbackOn: signals.map((signal) => RollbackTrigger.signal(signal)) },
    waves: [['beta', { environments: [beta] }]],
    workload: { prometheus: k8s.Prometheus.at('http://p', { metrics, queries: { depth: 'avg(depth{$pods})' }, probes: { front: { target: '/' } }, prober: 'blackbox:9115' }) },
  });
  app.synth();
  return readdirSync(join(folder, 'rule_tests')).sort();
}

const testsOf = (files: string[]) => files.filter((file) => file.endsWith('.test.yaml')).map((file) => join(folder, 'rule_tests', file));

test('rules and their tests lie beside the folders that are applied, a test file for each interval', () => {
  expect(written(SOURCES.application)).toEqual(['beta.web.1m.test.yaml', 'beta.web.30s.test.yaml', 'beta.web.rules.yaml']);
  expect(readFileSync(join(folder, 'beta', 'kustomization.yaml'), 'utf8')).not.toContain('rule_tests');
});

test('what is measured by a query of the user\'s own is not tested, since what to feed it with is not known', () => {
  written(SOURCES.application);
  expect(readFileSync(join(folder, 'rule_tests', 'beta.web.1m.test.yaml'), 'utf8')).not.toContain('depth');
});

describeWithPromtool('the tests that are written beside the rules', () => {
  test.each(Object.entries(SOURCES))('pass for requests counted by %s', (_name, metrics) => {
    const files = written(metrics);
    const names = testsOf(files).flatMap((file) => (parse(readFileSync(file, 'utf8')) as { tests: { name: string }[] }).tests.map(({ name }) => name));
    expect(names).toHaveLength(3 * (SIGNALS.length - 1));
    promtool('test', 'rules', ...testsOf(files));
  });

  test.each([['k8s-shop', shopApp], ['two-worlds', ordersOnKubernetes]])('pass for the example %s', (_name, example) => {
    example(folder).synth();
    const files = testsOf(readdirSync(join(folder, 'rule_tests')));
    expect(files.length).toBeGreaterThan(0);
    promtool('test', 'rules', ...files);
  });

  test.each([
    ['a threshold', '> bool 0.05', '> bool 5'],
    ['a number of data points', '>= bool 3', '>= bool 30'],
    ['no data', 'or count_over_time', 'and count_over_time'],
    ['the alert', '== 1', '== 7'],
  ])('fails when %s is wrong', (_what, right, wrong) => {
    const files = written(SOURCES.application);
    const rules = join(folder, 'rule_tests', 'beta.web.rules.yaml');
    const text = stringify(parse(readFileSync(rules, 'utf8')), { lineWidth: 0 });
    expect(text).toContain(right);
    writeFileSync(rules, text.replaceAll(right, wrong));
    expect(() => promtool('test', 'rules', ...testsOf(files))).toThrow();
  });
});

test('nothing is written where nothing can be tested', () => {
  const depth = Signal.custom({ metric: 'depth', atMost: 3 })._spec();
  const recording = new Recording({ gates: [], triggers: [{ kind: 'signal', signal: depth.name }] } as never, [depth], true);
  const prometheus = k8s.Prometheus.at('http://p', { queries: { depth: 'avg(depth{$pods})' } });
  expect(recording.names).toEqual(['depth']);
  expect(recording.testFiles({ service: 'shop', environment: 'beta' }, { workload: 'web', namespace: 'shop', prometheus }).size).toBe(0);
});

test('a workload that takes no requests records no error budget', () => {
  const wave = { gates: [{ id: 'budget-1', ...Gate.budget({ objective: 0.999 })._spec() }], triggers: [] } as never;
  expect(new Recording(wave, [], true).names).toEqual(['budget-0.999-720h']);
  expect(new Recording(wave, [], false).names).toEqual([]);
});

test('there are two samples in a period, also where its half is a part of a second', () => {
  const signal = Signal.errorRatio({ atMost: 0.05, period: Duration.seconds(45) })._spec();
  const files = ruleTests('rules.yaml', [signal], [], { service: 'shop', environment: 'beta' }, { workload: 'web', namespace: 'shop', prometheus: k8s.Prometheus.at('http://p') });
  expect(files.get('45s')).toMatchObject({ evaluation_interval: '45s', tests: [{ interval: '22500ms' }, { interval: '22500ms' }, { interval: '22500ms' }] });
});

test('a busy processor is one that uses twice what is allowed, and an idle one half of it', () => {
  const cpu = Signal.saturation({ resource: 'cpu', atMostPercent: 80, period: Duration.minutes(2) })._spec();
  const prometheus = k8s.Prometheus.at('http://p');
  const used = (isHealthy: boolean) => sampleSeries(cpu, whole({ workload: 'web', namespace: 'shop', prometheus }), prometheus._source, isHealthy, 8)!.at(-1)!;
  // seconds of a processor in a minute
  expect(used(true)).toMatchObject({ series: expect.stringMatching(/^container_cpu_usage_seconds_total\{/), values: '0+24x8' });
  expect(used(false).values).toBe('0+96x8');
});

describeWithPromtool('the tests of error budgets', () => {
  /** Writes what a budget gate makes; gives the path of the tests. */
  function budgetTests(options: BudgetOptions, change = (rules: string) => rules): string {
    const gates = [{ id: 'budget-1', ...Gate.budget(options)._spec() }];
    const recording = new Recording({ gates, triggers: [] } as never, [], true);
    const files = recording.testFiles({ service: 'shop', environment: 'beta' }, { workload: 'web', namespace: 'shop', prometheus: k8s.Prometheus.at('http://p') });
    expect([...files.keys()]).toEqual(['beta.web.rules.yaml', 'beta.web.1m.test.yaml']);
    for (const [file, content] of files) writeFileSync(join(folder, file), file.endsWith('.rules.yaml') ? change(stringify(content, { lineWidth: 0 })) : stringify(content));
    return join(folder, 'beta.web.1m.test.yaml');
  }

  test.each([
    ['with both alerts', { objective: 0.999 }],
    ['with one alert', { objective: 0.99, window: Duration.days(7) }],
    ['without alerts', { objective: 0.9, window: Duration.hours(12) }],
  ])('pass %s', (_name, options) => {
    const file = budgetTests(options);
    const names = (parse(readFileSync(file, 'utf8')) as { tests: { name: string }[] }).tests.map(({ name }) => name.replace(/^budget-\S+ /, ''));
    expect(names).toEqual(['burns', 'lasts', 'is not known without data']);
    promtool('test', 'rules', file);
  });

  test.each([
    ['a threshold', /> 0\.\d+/g, '> 2'],
    ['the budget', / > 0\) \/ 0\.001/g, ' > 0) / 2'],
    ['no data', / or 0 \*/g, ' + 0 *'],
    ['no requests', /(expr: sum\(rate\(.*\[5m\]\)\))$/gm, '$1 or vector(1)'],
  ])('fail when %s is wrong', (_what, right, wrong) => {
    expect(() => promtool('test', 'rules', budgetTests({ objective: 0.999 }, (rules) => {
      expect(rules).toMatch(right);
      return rules.replace(right, wrong);
    }))).toThrow('Command failed');
  });
});

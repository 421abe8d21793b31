import type { BudgetOptions } from 'spillway';
import { Duration, Gate, k8s } from 'spillway';
import { budgetGroups, budgetQuery, budgetsOf } from '../../../src/k8s/prometheus/budget';
import type { BudgetGate } from '../../../src/k8s/prometheus/burn-rates';
import { describeWithPromtool, testRules } from '../support/promtool';

interface Rule { readonly record?: string; readonly alert?: string; readonly expr: string; readonly labels: Record<string, string> }

const REQUESTS = 'http_server_request_duration_seconds_count';
const series = (code: number, values: string) => ({ series: `${REQUESTS}{namespace="shop",pod="web-abc12-x1k4p",http_response_status_code="${code}"}`, values });
const own = { service: 'shop', environment: 'beta' };

function budget(options: Partial<BudgetOptions> = {}): BudgetGate {
  return Gate.budget({ objective: 0.999, ...options })._spec() as BudgetGate;
}

function recorded(gates: BudgetGate[], prometheus = k8s.Prometheus.at('http://p')) {
  const groups = budgetGroups(gates, own, { workload: 'web', namespace: 'shop', prometheus }) as { name: string; interval: string; rules: Rule[] }[];
  return { groups, rules: groups.flatMap(({ rules }) => rules) };
}

/** What is asked on behalf of a gate, after some minutes. */
function asked(options: Partial<BudgetOptions>, minutes: number, input: object[], expected: number[]): void {
  const labels = '{service="shop",environment="beta",workload="web",objective="0.999",window="720h"}';
  testRules(recorded([budget(options)]).groups, {
    interval: '1m',
    input_series: input,
    promql_expr_test: [{ expr: budgetQuery(own, budget(options)), eval_time: `${minutes}m`, exp_samples: expected.map((value) => ({ labels, value })) }],
  });
}

describe('the error budget', () => {
  test('burns with one recorded ratio for each window, and thresholds that somebody could have typed', () => {
    const { rules } = recorded([budget()]);
    expect(rules.flatMap(({ record }) => record ?? [])).toEqual([
      'spillway_requests:rate5m', 'spillway_failed_requests:rate5m', 'spillway_error_ratio:rate5m', 'spillway_error_ratio:rate30m', 'spillway_error_ratio:rate1h',
      'spillway_error_ratio:rate2h', 'spillway_error_ratio:rate6h', 'spillway_error_ratio:rate24h', 'spillway_error_ratio:rate72h', 'spillway_error_budget_remaining',
    ]);
    const [page, ticket] = rules.filter(({ alert }) => alert);
    expect(page.labels.severity).toBe('critical');
    expect(page.expr.match(/> [0-9.]+/g)).toEqual(['> 0.0144', '> 0.0144', '> 0.006', '> 0.006']);
    expect(ticket.labels.severity).toBe('warning');
    expect(ticket.expr.match(/> [0-9.]+/g)).toEqual(['> 0.003', '> 0.003', '> 0.001', '> 0.001']);
  });

  test('of one in a hundred thousand is divided by just that', () => {
    const { rules } = recorded([budget({ objective: 0.99999 })]);
    expect(rules.find(({ record }) => record === 'spillway_error_budget_remaining')!.expr).toMatch(/ > 0\) \/ 0\.00001$/);
    expect(rules.find(({ alert }) => alert)!.expr.match(/> [0-9.]+/g)).toEqual(['> 0.000144', '> 0.000144', '> 0.00006', '> 0.00006']);
  });

  test('has no alert that cannot fire: a ratio over 1, or a budget that lasts', () => {
    expect(recorded([budget({ objective: 0.9 })]).rules.filter(({ alert }) => alert)[0].expr.match(/> [0-9.]+/g)).toEqual(['> 0.6', '> 0.6']);
    expect(recorded([budget({ window: Duration.days(7) })]).rules.filter(({ alert }) => alert).map(({ labels }) => labels.severity)).toEqual(['critical']);
    for (const options of [{ objective: 0.5, window: Duration.hours(100) }, { objective: 0.9, window: Duration.hours(500) }]) {
      // the first of the pairs would have to see more than all requests fail
      expect(JSON.stringify(recorded([budget(options)]).rules)).not.toContain('> 1 and');
    }
    expect(recorded([budget({ window: Duration.hours(6) })]).rules.filter(({ alert }) => alert)).toEqual([]);
  });

  test('is recorded once however often it is asked, and groups have names of their own', () => {
    const gates = [budget(), budget({ remainingAtLeast: 0.5 }), budget({ objective: 0.99 })].map((gate, i) => ({ id: `budget-${i}`, ...gate }));
    const found = budgetsOf({ gates } as never);
    expect(found.map(({ objectiveRatio }) => objectiveRatio)).toEqual([0.999, 0.99]);
    expect(new Set(recorded(found).groups.map(({ name }) => name)).size).toBe(3);
  });

  test('is looked at every minute, however long its windows are', () => {
    expect(recorded([budget(), budget({ window: Duration.days(7) })]).groups.map(({ interval }) => interval)).toEqual(['1m', '1m', '1m']);
  });

  test('is counted by the names that the metrics have', () => {
    const { rules } = recorded([budget()], k8s.Prometheus.at('http://p', { metrics: k8s.RequestMetrics.application({ requests: 'requests_total', failed: 'code="500"' }) }));
    expect(rules[1].expr).toContain('requests_total{namespace="shop",pod=~"web-[0-9a-z]+-[0-9a-z]{5}",code="500"}');
  });
});

describeWithPromtool('the error budget, in Prometheus', () => {
  test('is enough while what was spent leaves what the gate asks for', () => {
    const spent = [series(200, '0+9995x60'), series(500, '0+5x60')]; // half of one in a thousand
    asked({ remainingAtLeast: 0.49 }, 30, spent, [1]);
    asked({ remainingAtLeast: 0.51 }, 30, spent, [0]);
  });

  test('is whole where no request ever failed', () => asked({ remainingAtLeast: 1 }, 30, [series(200, '0+10x60')], [1]));

  test('is weighed by requests, not by time', () => {
    // a quiet half hour with a failure in ten, then a busy one without any
    const input = [series(200, '0+9x30 270+9991x30'), series(500, '0+1x30 30+0x30')];
    asked({ remainingAtLeast: 0.85 }, 61, input, [1]);
  });

  test('is unknown without requests, so that the gate stays shut', () => {
    asked({}, 30, [], []);
    asked({}, 30, [series(200, '7+0x60')], []);
  });

  test('has no failed requests where there are none at all', () => {
    const failed = (input: object[], values: number[]) => testRules(recorded([budget()]).groups, {
      interval: '1m',
      input_series: input,
      promql_expr_test: [{ expr: 'sum(spillway_failed_requests:rate5m)', eval_time: '10m', exp_samples: values.map((value) => ({ labels: '{}', value })) }],
    });
    failed([series(200, '0+10x20')], [0]);
    failed([], []);
  });

  test('is asked of one environment and one service, by its own objective and window', () => {
    const left = (labels: string) => ({ series: `spillway_error_budget_remaining{workload="web",${labels}}`, values: '1' });
    const mine = 'service="shop",environment="beta"';
    testRules([], {
      interval: '1m',
      input_series: [
        left(`${mine},objective="0.999",window="720h"`), left(`${mine},objective="0.99",window="720h"`), left(`${mine},objective="0.999",window="168h"`),
        left('service="shop",environment="prod",objective="0.999",window="720h"'), left('service="pay",environment="beta",objective="0.999",window="720h"'),
        left(`${mine},objective="0_999",window="720h"`),
      ],
      promql_expr_test: [{
        expr: budgetQuery(own, budget({ remainingAtLeast: 0.5 })),
        eval_time: '0m',
        exp_samples: [{ labels: '{service="shop",environment="beta",workload="web",objective="0.999",window="720h"}', value: 1 }],
      }],
    });
  });
});

describeWithPromtool('alerts on an error budget of one in a thousand, in Prometheus', () => {
  const MINUTES = 9 * 60;

  /** Which alerts fire at some minutes, where from one minute to another as many requests a minute fail, beside those that do not: together ten thousand. */
  function alerting(failing: number, [from, to]: [number, number], expected: Record<number, string[]>): void {
    const failed = `0+0x${from} ${failing}+${failing}x${to - from - 1} ${failing * (to - from)}+0x${MINUTES - to}`;
    const labels = (severity: string) => `{alertname="SpillwayErrorBudgetBurning",alertstate="firing",environment="beta",namespace="shop",objective="0.999",`
      + `service="shop",severity="${severity}",window="720h",workload="web"}`;
    testRules(recorded([budget()]).groups, {
      interval: '1m',
      input_series: [series(200, `0+${10_000 - failing}x${MINUTES}`), series(500, failed)],
      promql_expr_test: Object.entries(expected).map(([minute, severities]) => ({
        expr: 'ALERTS', eval_time: `${minute}m`, exp_samples: severities.map((severity) => ({ labels: `ALERTS${labels(severity)}`, value: 1 })),
      })),
    });
  }

  test('wake somebody up when two percent of it are spent in an hour, which all the hours before do not hide, until five minutes after it ends', () => {
    alerting(1_600, [470, 480], { 470: [], 479: ['critical', 'warning'], 486: ['warning'] });
  });

  test('wake somebody up when five percent are spent in six hours, at a rate that an hour does not show, until half an hour after it ends', () => {
    alerting(80, [0, MINUTES], { 480: ['critical', 'warning'] });
    alerting(800, [420, 480], { 490: ['critical', 'warning'], 516: ['warning'] });
  });

  test('leave a ticket for what burns slower', () => {
    alerting(40, [0, MINUTES], { 480: ['warning'] });
  });

  test('are none for what lasts', () => {
    alerting(9, [0, MINUTES], { 480: [] });
  });
});

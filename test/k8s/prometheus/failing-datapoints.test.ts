import type { RequestSignalOptions } from 'spillway';
import { k8s, Signal } from 'spillway';
import { failingDatapoints } from '../../../src/k8s/prometheus/failing-datapoints';
import { whole } from '../../../src/k8s/prometheus/target';
import { describeWithPromtool, testRules } from '../support/promtool';

const prometheus = k8s.Prometheus.at('http://p');
const counted = (code: number, values: string) => ({ series: `http_server_request_duration_seconds_count{namespace="shop",pod="web-abc12-x1k4p",http_response_status_code="${code}"}`, values });

/** What an analysis is told five and a half minutes after the first sample: how many data points fail, or nothing. */
function told(options: Partial<RequestSignalOptions>, input: object[], values: number[]): void {
  const signal = Signal.errorRatio({ atMost: 0.05, ...options })._spec();
  testRules([], {
    interval: '30s',
    input_series: input,
    promql_expr_test: [{
      expr: failingDatapoints(signal, whole({ workload: 'web', namespace: 'shop', prometheus }), prometheus), eval_time: '5m30s', exp_samples: values.map((value) => ({ labels: '{}', value })),
    }],
  });
}

describeWithPromtool('the data points that fail, in Prometheus', () => {
  // a hundred requests every half minute, of which ten fail
  const bad = [counted(200, '0+90x20'), counted(500, '0+10x20')];

  test('are counted among those that are observed', () => {
    told({ datapointsToFail: 2, datapointsObserved: 3 }, bad, [3]);
    told({ datapointsToFail: 2, datapointsObserved: 4 }, bad, [4]);
    told({ datapointsToFail: 2, datapointsObserved: 4 }, [counted(200, '0+90x20'), counted(500, '0 0 0 0 0 0 0+10x20')], [2]);
    told({}, [counted(200, '0+90x20')], [0]);
  });

  test('are not known without requests, nor with fewer than a verdict takes', () => {
    told({}, [], []);
    told({}, [counted(200, '7+0x20')], []);
    told({ minimumRequests: 600 }, bad, [3]);
    told({ minimumRequests: 601 }, bad, []);
    told({ minimumRequests: 601 }, [counted(200, '0+100x20')], []);
  });

  test('of a query of the user\'s own are compared as a whole', () => {
    const full = k8s.Prometheus.at('http://p', { queries: { fill: 'sum(used{$pods}) or vector(90)' } });
    const expr = failingDatapoints(Signal.saturation({ resource: 'fill', atMostPercent: 80 })._spec(), whole({ workload: 'web', namespace: 'shop', prometheus: full }), full);
    testRules([], {
      interval: '30s',
      input_series: [{ series: 'used{namespace="shop",pod="web-abc12-x1k4p"}', values: '95+0x20' }],
      promql_expr_test: [{ expr, eval_time: '5m30s', exp_samples: [{ labels: '{}', value: 3 }] }],
    });
  });
});

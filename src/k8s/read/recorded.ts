import type { SignalSpec } from '../../model/spec';
import { FIRING } from '../prometheus/recorded-signals';
import { goDurationMs } from '../rules/durations';
import type { Field } from '../rules/field';
import type { Folder } from '../rules/folder';
import { PROMETHEUS_RULE } from '../rules/kinds';
import { countedMs } from './evidence';
import { comparedQuery } from './measure';

/** A signal as Prometheus records it, of all that a workload answers. */
export interface RecordedSignal {
  readonly spec: SignalSpec;
  readonly workload: string;
  readonly environment: string;
  /** The query whose value is compared. */
  readonly value: string;
  readonly at: Field;
}

const FAILING = 'spillway_signal_failing';
const VERDICT = /sum_over_time\([^[]*\[(\w+)\]\) >= bool (\d+)/;
const ENOUGH = /sum\(increase\([\s\S]*\)\) >= (\d+)/;
const SILENCE = /count_over_time\([^[]*\[\w+\]\) >= bool \d+ == 1/;

/** What the rules of a folder record, group by group. */
export function recordedSignals(folder: Folder): RecordedSignal[] {
  return folder.of(PROMETHEUS_RULE).flatMap(({ spec }) => spec.at('groups').items.flatMap(recorded));
}

function recorded(group: Field): RecordedSignal[] {
  const rule = (name: string) => group.at('rules').items.find((one) => one.at('record').text === name);
  const [failing, firing] = [rule(FAILING), rule(FIRING)];
  const compared = comparedQuery(failing?.at('expr').text ?? '');
  const periodMs = goDurationMs(group.at('interval').text);
  const [, window, atLeast] = VERDICT.exec(firing?.at('expr').text ?? '') ?? [];
  if (!firing || !compared || !periodMs || atLeast === undefined) return [];
  const label = (name: string) => firing.at('labels', name).text;
  const text = firing.at('expr').text;
  return [{
    spec: {
      name: label('signal'),
      measure: withMinimum(compared.measure, text),
      periodMs,
      datapointsToFail: Number(atLeast),
      // the window is half a period shorter than what it observes
      datapointsObserved: Math.max(Number(atLeast), Math.floor((countedMs(compared.value) ?? goDurationMs(window) ?? 0) / periodMs + 0.5)),
      noData: SILENCE.test(text) ? 'fail' : 'hold',
      scope: 'service',
    },
    workload: label('workload'),
    environment: label('environment'),
    value: compared.value,
    at: firing,
  }];
}

/** A measure with the requests that an expression asks for besides. */
export function withMinimum(measure: SignalSpec['measure'], text: string): SignalSpec['measure'] {
  const [, minimum] = ENOUGH.exec(text) ?? [];
  return minimum !== undefined && 'minimumRequests' in measure ? { ...measure, minimumRequests: Number(minimum) } : measure;
}

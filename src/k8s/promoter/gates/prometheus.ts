import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PlannedWave } from '../../../plan/document';
import { quietNames } from '../../../plan/wave-facts';
import type { Delivery } from '../../delivery';
import type { Destination } from '../../destination';
import { budgetName, budgetQuery } from '../../prometheus/budget';
import { countOf } from '../../prometheus/count-of';
import { firingQuery } from '../../prometheus/recorded-signals';
import { gateKey } from '../status-keys';
import { ANSWERED, ENVIRONMENT, WAITING, webRequest } from '../web-request';

/** One element for each series that Prometheus answers with. */
export const RESULT = 'Response.Body.data.result';

/** With this begins the body of a `hydrator.metadata`; what is recorded in the environment follows. */
export const RECORDED_PREFIX = 'recorded: ';

/** Expression that is true when what runs in `env` said what it records, and Prometheus knows all that is asked of it. */
export function allKnown(names: string[]): string {
  const list = `trimPrefix(env.Active.Dry.Body, "${RECORDED_PREFIX}")`;
  return `env.Active.Dry.Body startsWith "${RECORDED_PREFIX}" && len(${RESULT}) == ${countOf(list, names)}`;
}

/** The URL of a question. It is known only at synthesis which Prometheus measures the workloads. */
export function queryUrl(destination: Destination, query: string): string {
  return Lazy.any({ produce: () => `${destination.prometheus}/api/v1/query?query=${encodeURIComponent(query)}` }) as string;
}

/** Gates that Prometheus answers. Before the first release of all nobody is asked, or it would wait for what it brings itself. */
export function prometheusGates(scope: Construct, delivery: Delivery, wave: PlannedWave, destination: Destination): void {
  const { service, signals } = delivery.plan;
  const labels = { service, environment: destination.environment.environmentName };
  for (const gate of wave.gates) {
    const ask = (query: string, names: string[], good: string) => webRequest(scope, delivery, {
      key: gateKey(wave, gate),
      when: WAITING,
      url: queryUrl(destination, query),
      success: `let env = ${ENVIRONMENT}; env.Active.Dry.Sha == "" || ${ANSWERED} && ${allKnown(names)} && all(${RESULT}, {#.value[1] == "${good}"})`,
    });
    if (gate.kind === 'quiet') {
      const names = quietNames({ ...wave, gates: [gate] });
      ask(firingQuery(labels, signals.filter(({ name }) => names.includes(name))), names, '0');
    }
    if (gate.kind === 'budget') ask(budgetQuery(labels, gate), [budgetName(gate)], '1');
  }
}

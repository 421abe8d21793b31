import type { Range } from '../plan/check/ranges';
import { LENGTH, LENGTH_OR_NONE } from '../plan/check/ranges';
import type { Problem } from '../plan/problem';
import { durationText } from '../private/duration-text';
import type { FaultSpec } from './fault';
import { SP3302 } from './problems';
import type { Quantity } from './quantity';
import { outOfRange, PERCENTAGE, SEED } from './quantity';
import type { ResponseTimesSpec } from './response-times';
import type { ScenarioSpec } from './scenario';

/** Every number of a scenario is one that means something. */
export function scenarioNumbers(path: string, scenario: ScenarioSpec): Problem[] {
  const { faults, people, orders, responseTimes, deliveryMs, newerAfterMs, deploymentMs, movingMs, jobMs, lastingAtMostMs, seed } = scenario;
  return outOfRange(SP3302, path, [
    ...faults.flatMap((fault, i) => ofFault(`faults/${i}`, fault)),
    ...(people ?? []).map(({ afterMs }, i): Quantity => [`people/${i}/after`, afterMs, LENGTH_OR_NONE]),
    ...orders.map(({ afterMs }, i): Quantity => [`orders/${i}/after`, afterMs, LENGTH_OR_NONE]),
    ...responseTimes ? ofResponseTimes(responseTimes) : [],
    ['deliveryTime', deliveryMs, LENGTH_OR_NONE],
    ...given('newerAfter', newerAfterMs, LENGTH_OR_NONE),
    ['deploymentTime', deploymentMs, LENGTH_OR_NONE],
    ['movingTime', movingMs, LENGTH_OR_NONE],
    ['jobTime', jobMs, LENGTH_OR_NONE],
    ['lastingAtMost', lastingAtMostMs, LENGTH],
    ['seed', seed, SEED],
  ]);
}

/** When it ends follows from when it begins: a wrong beginning is one mistake. */
function ofFault(path: string, fault: FaultSpec): Quantity[] {
  const { afterMs, untilMs } = fault;
  return [
    [`${path}/after`, afterMs, LENGTH_OR_NONE],
    ...LENGTH_OR_NONE.holds(afterMs) ? given(`${path}/lasting`, untilMs - afterMs, LENGTH) : [],
    ...'growingMs' in fault ? [[`${path}/growing`, fault.growingMs, LENGTH_OR_NONE] as const] : [],
    ...fault.kind === 'errors' ? [[`${path}/fromPercent`, fault.fromPercent, PERCENTAGE] as const] : [],
  ];
}

/** What is not said is without end. */
function given(place: string, ms: number, range: Range): Quantity[] {
  return ms === Infinity ? [] : [[place, ms, range]];
}

function ofResponseTimes({ medianMs, p99Ms }: ResponseTimesSpec): Quantity[] {
  const median: Quantity = ['responseTimes/median', medianMs, LENGTH];
  return LENGTH.holds(medianMs) ? [median, ['responseTimes/p99', p99Ms, moreThan(medianMs)]] : [median];
}

function moreThan(medianMs: number): Range {
  return {
    allowed: `more than the median, ${durationText(medianMs)}`,
    holds: (ms) => ms > medianMs && ms < Infinity,
    show: durationText,
    remedy: () => 'give it the time within which 99 of a hundred requests are answered',
  };
}

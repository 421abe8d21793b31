import type { Problem } from '../../plan/problem';
import { partialSteps } from '../../plan/wave-facts';
import { goDuration } from '../go-duration';
import { PLAIN } from '../plain/engine';
import { SP5602, SP5603, SP5604, SP5605, SP5607, SP5609, SP5612 } from '../problems-tiers';
import { whole } from '../prometheus/target';
import type { CheckedWorkload } from '../workloads/checked-workload';
import { asked } from './analysis';
import { hasCanary, intervalMs, SHORTEST_MS } from './ticks';

/** The suffix of the copy takes eight characters off the longest name of a workload. */
const LONGEST_NAME = 38;

/** What Flagger asks of a workload. */
export function problems(workload: CheckedWorkload): Problem[] {
  return [
    ...PLAIN.problems(workload),
    ...(hasCanary(workload.wave) ? [...called(workload), ...unrouted(workload), ...ports(workload), ...switched(workload), ...templated(workload)] : []),
  ];
}

function called({ name, path }: CheckedWorkload): Problem[] {
  return name.length <= LONGEST_NAME ? [] : [SP5607.at(path, {
    got: `${name.length} characters`, allowed: `at most ${LONGEST_NAME}`, remedies: ['pass `workloadName`'],
  })];
}

function unrouted({ wave, router, path }: CheckedWorkload): Problem[] {
  const percents = partialSteps(wave).map(({ percent }) => percent);
  return router || percents.length === 0 ? [] : [SP5603.at(path, {
    got: `${percents.join(' %, ')} % without a router`,
    allowed: 'a router, or blue/green',
    remedies: ['pass a `router`', 'use TrafficShift.blueGreen', 'use Progressive.ARGO_ROLLOUTS, which counts pods'],
  })];
}

function ports({ ports: all = [], path }: CheckedWorkload): Problem[] {
  return all.length === 1 ? [] : [SP5604.at(path, {
    got: all.length === 0 ? 'no port' : all.map(({ name, port }) => name ?? port).join(', '),
    allowed: 'one port',
    remedies: all.length === 0
      ? ['pass the port on which the workload takes requests', 'use a rolling traffic shift for a workload without requests']
      : ['pass the port whose requests are shifted, and make a Service of your own for the others'],
  })];
}

/** The times of blue/green: a number of intervals before the switch, and one after it where there is a way back. */
function switched({ wave, router, path }: CheckedWorkload): Problem[] {
  const { shift } = wave;
  if (shift.kind !== 'blueGreen') return [];
  const { keepOldMs, steps: [{ holdMs }] } = shift;
  const interval = intervalMs(wave, router !== undefined);
  if (interval < SHORTEST_MS) {
    return [SP5602.at(path, {
      got: router ? `an old copy that is kept for ${goDuration(interval)}` : `a preview of ${goDuration(interval)}`,
      allowed: `at least ${goDuration(SHORTEST_MS)}`,
      remedies: [router ? 'keep the old copy longer' : 'preview for longer'],
    })];
  }
  if (!router) {
    return keepOldMs === 0 ? [] : [SP5605.at(path, {
      got: `an old copy that is kept for ${goDuration(keepOldMs)}`,
      allowed: 'none: without a router nothing could send requests back to it',
      remedies: ['use keepOld: Duration.seconds(0)', 'pass a `router`'],
    })];
  }
  const times = Math.max(1, Math.round(holdMs / keepOldMs));
  return holdMs === times * keepOldMs ? [] : [SP5605.at(path, {
    got: `a preview of ${goDuration(holdMs)}, and an old copy that is kept for ${goDuration(keepOldMs)}`,
    allowed: 'a preview that is one or more times as long',
    remedies: [`preview for ${goDuration(times * keepOldMs)}`, ...(holdMs >= SHORTEST_MS ? [`keep the old copy for ${goDuration(holdMs)}`] : [])],
  })];
}

function templated(workload: CheckedWorkload): Problem[] {
  const { prometheus, name, path } = workload;
  return asked(workload).filter((signal) => prometheus?._measurement(signal, whole({ workload: name, namespace: undefined, prometheus }))?.includes('{{'))
    .map((signal) => SP5609.at(`${path}/${signal.name}`, {
      got: 'a query with two braces',
      allowed: 'PromQL; `$pods` stands for the measured pods',
      remedies: ['write the braces of a selector apart'],
    }));
}

/** A fixed number of pods: it is the one that there was first. */
export function counted(path: string, replicas: number): Problem {
  return SP5612.at(path, {
    got: `${replicas} replicas`,
    allowed: 'a number that never changes, or an autoscaler',
    remedies: [`use autoscaling: { minReplicas: ${replicas}, maxReplicas: ${replicas} }`, `scale the Deployment that ends in "-primary" by hand`],
  });
}

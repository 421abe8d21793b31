import type { SignalSpec } from '../model/spec';
import type { PlannedWave } from '../plan/document';
import type { Problem } from '../plan/problem';
import { partialSteps } from '../plan/wave-facts';
import { parseImage } from './pods/image';
import { violations } from './pods/pod-security';
import type { Pods } from './pods/pods';
import { containersOf } from './pods/pods';
import { SP5101, SP5102, SP5103, SP5104, SP5105, SP5108, SP5109, SP5110, SP5111 } from './problems';
import { signalProblems } from './prometheus/signal-problems';
import { reachable, replicasFor } from './rollouts/weights';
import type { WorkloadProps } from './workload';

interface CheckedWorkload extends WorkloadProps {
  readonly path: string;
  readonly name: string;
  readonly wave: PlannedWave | undefined;
  readonly signals: SignalSpec[];
  readonly pods: Pods;
}

/** What is wrong with a workload in the wave that releases it. */
export function workloadProblems(workload: CheckedWorkload): Problem[] {
  const { wave, path, environment } = workload;
  if (!wave) {
    return [SP5105.at(path, {
      got: environment.environmentName,
      allowed: 'an environment of one of its waves',
      remedies: ['add the environment to a wave', 'remove the workload'],
    })];
  }
  return [
    ...called(workload), ...counted(workload), ...containers(workload), ...images(workload), ...security(workload),
    ...weights(workload, wave), ...services(workload, wave), ...unusablePorts(workload), ...measured(workload, wave),
  ];
}

/** A pod's name ends in a hash and a suffix, together 17 characters; a longer name is cut off at 63. */
const LONGEST_NAME = 46;

function called({ name, path }: CheckedWorkload): Problem[] {
  return name.length <= LONGEST_NAME && /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name) ? [] : [SP5110.at(path, {
    got: name,
    allowed: `lower case letters, digits and hyphens, a letter first, at most ${LONGEST_NAME} characters`,
    remedies: ['pass `workloadName`'],
  })];
}

function counted({ replicas, path }: CheckedWorkload): Problem[] {
  return Number.isInteger(replicas) && replicas > 0 ? [] : [SP5109.at(path, {
    got: String(replicas),
    allowed: 'a whole number, at least 1',
    remedies: ['use 1 replica or more'],
  })];
}

function containers({ pods, path }: CheckedWorkload): Problem[] {
  return pods.spec?.containers?.length ? [] : [SP5103.at(path, {
    got: 'a pod template without containers',
    allowed: '`{ metadata, spec: { containers } }`',
    remedies: ['pass a pod template', 'take it with PodTemplate.of or PodTemplate.manifest from something that has a spec.template'],
  })];
}

function images({ pods, path }: CheckedWorkload): Problem[] {
  const loose = containersOf(pods).filter(({ image = '' }) => !/^[^A-Z\s@]+@sha256:[0-9a-f]{64}$/.test(String(image)));
  return loose.map(({ name, image = '' }) => SP5102.at(`${path}/${name}`, {
    got: String(image),
    allowed: 'an image in lower case that ends in "@sha256:" and 64 hexadecimal digits',
    remedies: [`pass a release with Artifact.image('${parseImage(String(image)).repository}', digest)`, 'write the digest into the pod template'],
  }));
}

function security({ pods, path }: CheckedWorkload): Problem[] {
  return violations(pods).map((what) => SP5104.at(path, {
    got: what,
    allowed: 'what the standard allows',
    remedies: ['leave the field out', 'run this pod outside the pipeline, in a namespace of its own'],
  }));
}

function weights({ replicas, path }: CheckedWorkload, wave: PlannedWave): Problem[] {
  if (wave.shift.kind === 'blueGreen' || !(replicas > 0)) return [];
  const percents = partialSteps(wave).map(({ percent }) => percent);
  const missed = percents.filter((percent) => !reachable(percent, replicas));
  return missed.length === 0 ? [] : [SP5101.at(path, {
    got: `${missed.join(' %, ')} % of ${replicas} pods`,
    allowed: 'a share that is a whole number of pods, one percent more or less',
    remedies: [`use ${replicasFor(percents, replicas)} replicas`, 'use other shares in the traffic shift'],
  })];
}

function unusablePorts({ ports = [], path }: CheckedWorkload): Problem[] {
  const valid = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65535;
  const wrong = ports.filter(({ port, targetPort = port, name }) => !valid(port) || !valid(targetPort) || (ports.length > 1 && !name));
  return wrong.map(({ port, targetPort = port, name }) => SP5111.at(path, {
    got: `${name ?? 'unnamed'}: ${port} to ${targetPort}`,
    allowed: 'whole numbers from 1 to 65535, and a name for each of several ports',
    remedies: ['correct the number', 'give the port a name'],
  }));
}

function services({ ports = [], path }: CheckedWorkload, wave: PlannedWave): Problem[] {
  return wave.shift.kind !== 'blueGreen' || ports.length > 0 ? [] : [SP5108.at(path, {
    got: 'no ports',
    allowed: 'at least one',
    remedies: ['pass the ports on which the workload takes requests', 'use a rolling traffic shift for a workload without requests'],
  })];
}

function measured(workload: CheckedWorkload, wave: PlannedWave): Problem[] {
  const { ports = [], prometheus, signals, path } = workload;
  const takesRequests = ports.length > 0;
  return signalProblems({ path, wave, signals, prometheus, takesRequests, hasVersionService: takesRequests });
}

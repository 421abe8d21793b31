import type { PlannedWave } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import type { ProgressiveEngine } from '../engines/progressive-engine';
import { Migration } from '../migration';
import { PodTemplate } from '../pod-template';
import { deploymentOf } from '../pods/deployment';
import { parseImage } from '../pods/image';
import { imageVolumes } from '../pods/image-volumes';
import { violations } from '../pods/pod-security';
import { containersOf } from '../pods/pods';
import { SP5102, SP5103, SP5104, SP5105, SP5108, SP5109, SP5110, SP5111, SP5112, SP5113, SP5114, SP5115, SP5116, SP5118 } from '../problems';
import { signalProblems } from '../prometheus/signal-problems';
import type { CheckedWorkload } from './checked-workload';

/** The same, of an environment that no wave may have. */
type UncheckedWorkload = Omit<CheckedWorkload, 'wave'> & { readonly wave: PlannedWave | undefined };

/** What is wrong with a workload in the wave that releases it. */
export function workloadProblems(engine: ProgressiveEngine, unchecked: UncheckedWorkload): Problem[] {
  const { wave, path, environment } = unchecked;
  if (!wave) {
    return [SP5105.at(path, {
      got: environment.environmentName,
      allowed: 'an environment of one of its waves',
      remedies: ['add the environment to a wave', 'remove the workload'],
    })];
  }
  const workload = { ...unchecked, wave };
  return [
    ...called(workload), ...counted(workload), ...autoscaled(workload), ...containers(workload), ...images(workload), ...security(workload),
    ...services(workload), ...unusablePorts(workload), ...unroutable(workload), ...measured(workload, engine),
    ...migration(workload), ...engine.problems(workload),
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

function counted({ replicas, autoscaling, path }: CheckedWorkload): Problem[] {
  if ((replicas === undefined) === (autoscaling === undefined)) {
    return [SP5113.at(path, {
      got: replicas === undefined ? 'neither `replicas` nor `autoscaling`' : 'both `replicas` and `autoscaling`',
      allowed: 'one of them',
      remedies: ['pass `replicas` for a fixed number', 'pass `autoscaling` for one that follows the load'],
    })];
  }
  const counts = autoscaling ? [autoscaling.minReplicas, autoscaling.maxReplicas] : [replicas!];
  const rising = counts.every((count, i) => i === 0 || count >= counts[i - 1]);
  return counts.every((count) => Number.isInteger(count) && count > 0) && rising ? [] : [SP5109.at(path, {
    got: counts.join(' to '),
    allowed: autoscaling ? 'whole numbers, at least 1, the larger one last' : 'a whole number, at least 1',
    remedies: ['use 1 replica or more'],
  })];
}

function autoscaled({ autoscaling, pods, path }: CheckedWorkload): Problem[] {
  if (!autoscaling) return [];
  const { cpuPercent = 80 } = autoscaling;
  const idle = (pods.spec?.containers ?? []).filter(({ resources }) => resources?.requests?.cpu === undefined);
  return [
    ...idle.map(({ name }) => SP5114.at(`${path}/${name}`, {
      got: 'no request', allowed: 'a request for CPU in each container', remedies: ['request what the container needs', 'use a fixed number of replicas'],
    })),
    ...(Number.isInteger(cpuPercent) && cpuPercent > 0 ? [] : [SP5114.at(path, { got: `${cpuPercent} %`, allowed: 'a whole number, at least 1', remedies: ['use 80 %'] })]),
  ];
}

/** Kinds of Kubernetes that have a pod template, and more in mind for it than that any of some pods is as good as another. */
const OTHERWISE_REPLACED = ['StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

function containers({ pods, podTemplate, path }: CheckedWorkload): Problem[] {
  if (podTemplate instanceof PodTemplate && podTemplate._ambiguous) {
    return [SP5112.at(path, {
      got: podTemplate._ambiguous.length === 0 ? 'none' : podTemplate._ambiguous.join(', '),
      allowed: 'an object with pods, or a source that holds one Deployment',
      remedies: ['pass the name of the Deployment to PodTemplate.of'],
    })];
  }
  const { kind } = podTemplate instanceof PodTemplate ? podTemplate._manifest() : {};
  if (OTHERWISE_REPLACED.includes(kind as string)) {
    return [SP5118.at(path, {
      got: kind as string,
      allowed: 'a Deployment, or pods that could be those of one',
      remedies: ['leave it in its chart, where it is applied as it is', 'make it a Deployment'],
    })];
  }
  return pods.spec?.containers?.length ? [] : [SP5103.at(path, {
    got: 'a pod template without containers',
    allowed: '`{ metadata, spec: { containers } }`',
    remedies: ['pass a pod template', 'take it with PodTemplate.of or PodTemplate.manifest from something that has a spec.template'],
  })];
}

function images({ pods, path }: CheckedWorkload): Problem[] {
  const loose = [...containersOf(pods), ...imageVolumes(pods.spec ?? {})].filter(({ image = '' }) => !/^[^A-Z\s@]+@sha256:[0-9a-f]{64}$/.test(String(image)));
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

function unroutable({ router, ports = [], path }: CheckedWorkload): Problem[] {
  return !router || ports.length > 0 ? [] : [SP5115.at(path, {
    got: 'no ports',
    allowed: 'at least one; requests go to the first',
    remedies: ['pass the ports on which the workload takes requests', 'remove the router'],
  })];
}

function migration({ migration: direction, podTemplate, autoscaling, path }: CheckedWorkload): Problem[] {
  if (direction === undefined) return [];
  const deployment = deploymentOf(podTemplate);
  const { matchLabels = {}, matchExpressions = [] } = deployment?.spec?.selector ?? {};
  const wrong = [
    ...(direction === Migration.FROM_DEPLOYMENT && !deployment ? ['pods that are not those of a Deployment'] : []),
    ...(deployment && (Object.keys(matchLabels).length === 0 || matchExpressions.length > 0) ? ['a selector that is more than a list of labels'] : []),
    ...(autoscaling && direction === Migration.TO_DEPLOYMENT ? ['an autoscaler, which counts the Rollout'] : []),
  ];
  return wrong.map((got) => SP5116.at(path, {
    got,
    allowed: 'a Deployment with a name and `matchLabels`',
    remedies: ['take its pods with PodTemplate.of or PodTemplate.manifest', 'use a fixed number of replicas for this release'],
  }));
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

function services({ ports = [], path, wave }: CheckedWorkload): Problem[] {
  return wave.shift.kind !== 'blueGreen' || ports.length > 0 ? [] : [SP5108.at(path, {
    got: 'no ports',
    allowed: 'at least one',
    remedies: ['pass the ports on which the workload takes requests', 'use a rolling traffic shift for a workload without requests'],
  })];
}

function measured({ ports = [], router, prometheus, signals, path, wave, name }: CheckedWorkload, engine: ProgressiveEngine): Problem[] {
  const takesRequests = ports.length > 0;
  const hasVersionService = takesRequests && engine.versionService({ name, wave, routed: router !== undefined }) !== undefined;
  return signalProblems({ path, wave, signals, prometheus, takesRequests, hasVersionService });
}

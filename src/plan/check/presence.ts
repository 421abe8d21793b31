import type { FreezeSpec, JobSpec, MeasureSpec } from '../../model/spec';
import { shown } from '../../private/shown';
import type { PlanDocument, PlannedGate, PlannedWave } from '../document';
import type { Problem } from '../problem';
import { SP1003 } from '../problems-declaration';
import { gatesOf, namePath, wavePath } from './facts';

/** What must not be empty: its place below a path, the value, and what it should be. */
type Required = readonly [place: string, value: string | readonly string[], what: string];

/** Nothing that looks like a safeguard is empty. */
export function presence(plan: PlanDocument): Problem[] {
  return [
    ...plan.freezes.flatMap((freeze) => missing(namePath(plan, 'freezes', freeze.name), ofFreeze(freeze))),
    ...plan.signals.flatMap((signal) => missing(namePath(plan, 'signals', signal.name), ofMeasure(signal.measure))),
    ...plan.waves.flatMap((wave) => ofWave(plan, wave)),
    ...plan.expedited.flatMap(({ releaseTypes }, i) => missing(`${plan.path}/expedited/${i}`, [['releaseTypes', releaseTypes, 'the types of release that take the path']])),
    ...plan.acknowledged.flatMap(({ code, reason }) => missing(`${plan.path}/acknowledged/${code}`, [['reason', reason, 'the reason why it is right to go on']])),
  ];
}

function ofWave(plan: PlanDocument, wave: PlannedWave): Problem[] {
  return [
    ...gatesOf(plan, wave).flatMap(({ gate, path }) => missing(path, ofGate(gate))),
    ...(wave.shift.kind === 'flag' ? missing(`${wavePath(plan, wave)}/shift`, [['flag', wave.shift.flag, 'the name of the feature flag']]) : []),
    ...wave.verifications.flatMap((verification) => (verification.kind === 'job'
      ? missing(`${wavePath(plan, wave)}/verifications/${verification.id}`, ofJob(verification.job))
      : [])),
  ];
}

function ofGate(gate: PlannedGate): Required[] {
  switch (gate.kind) {
    case 'approval': return [['group', gate.group, 'the group whose members may approve']];
    case 'window': return [['windows', gate.windows.map(({ name }) => `window ${name}`), 'at least one window']];
    case 'quiet': return [['signals', gate.signals, 'at least one signal']];
    case 'check': return ofJob(gate.job);
    case 'evidence': return [['evidence', gate.evidence, 'at least one kind of evidence']];
    case 'change': return [['system', gate.system, 'the change management system'], ['states', gate.states, 'at least one state of the ticket']];
    case 'dependsOn': return [['service', gate.service, 'the other service'], ['environment', gate.environment, 'the environment of it']];
    case 'budget': return [];
  }
}

function ofJob({ commands }: JobSpec): Required[] {
  return [['commands', commands, 'at least one command']];
}

function ofFreeze({ owner, reason, tiers }: FreezeSpec): Required[] {
  return [
    ['owner', owner, 'the person or team that may lift it'],
    ['reason', reason, 'the reason why releases are held'],
    ['tiers', tiers, 'at least one tier in which it holds'],
  ];
}

function ofMeasure(measure: MeasureSpec): Required[] {
  switch (measure.kind) {
    case 'saturation': return [['resource', measure.resource, 'the resource that fills up']];
    case 'custom': return [['metric', measure.metric, 'the name of the metric'], ['statistic', measure.statistic, 'the way in which the values of a period become one']];
    case 'synthetic': return [['probe', measure.probe, 'the name of the probe']];
    default: return [];
  }
}

function missing(path: string, required: Required[]): Problem[] {
  return required.filter(([, value]) => isEmpty(value)).map(([place, value, what]) => SP1003.at(`${path}/${place}`, {
    got: gotten(value), allowed: what, remedies: [`give ${what}`],
  }));
}

/** What is no text says nothing, either. */
function isEmpty(value: unknown): boolean {
  return listed(value).every((text) => typeof text !== 'string' || text.trim() === '');
}

function gotten(value: unknown): string {
  const other = listed(value).find((text) => typeof text !== 'string' && text !== null && text !== undefined);
  if (other !== undefined) return shown(value);
  return Array.isArray(value) && value.length > 0 ? 'only blanks' : 'nothing';
}

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

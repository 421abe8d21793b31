import type { DesignSpec } from '../../model/spec';
import { durationText } from '../../private/duration-text';
import type { Basis } from '../design/basis';
import { basisOf } from '../design/basis';
import type { Relaxed } from '../design/relaxed';
import { relaxed } from '../design/relaxed';
import { isSoundDesign } from '../design/resolve';
import type { PlanDocument, PlannedWave } from '../document';
import type { Problem } from '../problem';
import { SP2208, SP2209 } from '../problems-statistics';
import { wavePath } from './facts';
import { percentText } from './percent-text';
import { ratioSignals } from './watching';

/** What a shift is designed for can be achieved. Where it can, the plan holds its steps, and no design any more. */
export function design(plan: PlanDocument): Problem[] {
  return plan.waves.flatMap((wave) => (wave.shift.kind === 'designed' ? undesigned(plan, wave, wave.shift) : []));
}

function undesigned(plan: PlanDocument, wave: PlannedWave, spec: DesignSpec): Problem[] {
  const path = `${wavePath(plan, wave)}/shift`;
  const missing = [
    ...plan.traffic ? [] : ['no traffic'],
    ...ratioSignals(plan, wave).some(({ scope }) => scope === 'version') ? [] : ['no signal that counts the errors of the new version'],
  ];
  if (missing.length > 0) return [withoutBasis(path, missing)];
  const basis = basisOf(plan, wave);
  // a number that means nothing is reported as such
  return basis && isSoundDesign(spec) ? [infeasible(path, spec, basis)] : [];
}

function withoutBasis(path: string, missing: string[]): Problem {
  return SP2208.at(path, {
    got: missing.join(' and '),
    allowed: `the service's traffic, and a trigger on an error ratio of SignalScope.VERSION whose odds can be computed`,
    remedies: ['declare both', 'list the steps yourself with TrafficShift.steps(…)'],
  });
}

/** A constraint that some steps would meet if it alone were eased. */
interface Binding {
  readonly place: string;
  readonly got: string;
  readonly allowed: string;
  readonly remedy: string;
}

function infeasible(path: string, spec: DesignSpec, basis: Basis): Problem {
  const eased = relaxed(basis, spec);
  const [binding, ...others] = bindings(spec, basis, eased);
  if (!binding) {
    return SP2209.at(path, {
      got: all(spec), allowed: 'constraints of which it is enough to ease one',
      remedies: ['ease more than one of them', 'let the signal fail on fewer data points', 'list the steps yourself and read what the checks say of them'],
    });
  }
  return SP2209.at(`${path}/${binding.place}`, {
    got: binding.got, allowed: `${binding.allowed}, with everything else as it is`, remedies: [binding, ...others].map(({ remedy }) => remedy),
  });
}

/** What people would ease first comes first. */
function bindings(spec: DesignSpec, { signal }: Basis, eased: Relaxed): Binding[] {
  const { maxHarmedRequests, withinMs, falseAlarmRatio, power, maxGrowthFactor, detectRatio } = eased;
  const binding = (place: string, got: string, allowed: string, remedy: string): Binding => ({ place, got, allowed, remedy });
  return [
    ...maxHarmedRequests === undefined ? [] : [
      binding('maxHarmedRequests', `${spec.maxHarmedRequests}`, `at least ${maxHarmedRequests}`, `accept ${maxHarmedRequests} harmed requests`),
    ],
    ...withinMs === undefined ? [] : [binding('within', durationText(spec.withinMs), `at least ${durationText(withinMs)}`, `allow ${durationText(withinMs)}`)],
    ...falseAlarmRatio === undefined ? [] : [
      binding('falseAlarm', `${spec.falseAlarmRatio}`, `at least ${falseAlarmRatio}`, `accept that ${percentText(falseAlarmRatio)} of healthy releases are stopped`),
    ],
    ...power === undefined ? [] : [binding('power', `${spec.power}`, `at most ${power}`, `lower the power to ${power}`)],
    ...maxGrowthFactor === undefined ? [] : [
      binding('maxGrowthFactor', `${spec.maxGrowthFactor}`, `at least ${maxGrowthFactor}`, `let each share be ${maxGrowthFactor} times the one before`),
    ],
    ...detectRatio === undefined ? [] : [
      binding('detect', `${percentText(signal.detectRatio)} errors that "${signal.name}" has to detect`, `at least ${percentText(detectRatio)}`,
        `declare ${percentText(detectRatio)} errors as what "${signal.name}" has to detect`),
    ],
  ];
}

function all({ maxHarmedRequests, withinMs, falseAlarmRatio, power }: DesignSpec): string {
  return `${maxHarmedRequests} harmed requests at most, within ${durationText(withinMs)}, with a power of ${power} and ${percentText(falseAlarmRatio)} false alarms`;
}

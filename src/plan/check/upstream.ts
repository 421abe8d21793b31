import minVersion from 'semver/ranges/min-version';
import validRange from 'semver/ranges/valid';
import { shown } from '../../private/shown';
import type { PlanDocument } from '../document';
import type { Problem } from '../problem';
import { SP2003 } from '../problems-release';
import { gatesOf } from './facts';

/** What a release waits for in another service can happen. */
export function upstream(plan: PlanDocument): Problem[] {
  return plan.waves.flatMap((wave) => gatesOf(plan, wave)).flatMap(({ gate, path }) => {
    if (gate.kind !== 'dependsOn') return [];
    return [...ofService(plan.service, gate.service, path), ...ofVersions(gate.versions, path)];
  });
}

function ofService(own: string, other: string, path: string): Problem[] {
  return own && own === other ? [SP2003.at(`${path}/service`, {
    got: other, allowed: 'another service: this one waits for its own release', remedies: ['put the two waves in order with "after"', 'name the other service'],
  })] : [];
}

function ofVersions(versions: string, path: string): Problem[] {
  if (typeof versions === 'string' && validRange(versions) !== null && minVersion(versions) !== null) return [];
  return [SP2003.at(`${path}/versions`, {
    got: shown(versions), allowed: 'a semver range that some version satisfies', remedies: ['write a range such as "^1.2.0"', 'leave it out if any version will do'],
  })];
}

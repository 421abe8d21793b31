import { shown } from '../../private/shown';
import type { PlanDocument } from '../document';
import type { Problem } from '../problem';
import { SP1002 } from '../problems-declaration';
import { gatesOf, namePath, wavePath } from './facts';

/** `<service>-<environment>` fits into the 63 characters of a label on Kubernetes and of most names on AWS. */
const LONGEST = { service: 30, environment: 32, wave: 32, other: 48 };

/** Names are such that every platform can take them as they are. */
export function names(plan: PlanDocument): Problem[] {
  return [
    ...named(`${plan.path}/service`, plan.service, LONGEST.service),
    ...plan.environments.flatMap(({ name }) => named(namePath(plan, 'environments', name), name, LONGEST.environment)),
    ...plan.signals.flatMap(({ name }) => named(namePath(plan, 'signals', name), name, LONGEST.other)),
    ...plan.freezes.flatMap(({ name }) => named(namePath(plan, 'freezes', name), name, LONGEST.other)),
    ...plan.waves.flatMap((wave) => [
      ...named(wavePath(plan, wave), wave.name, LONGEST.wave),
      ...gatesOf(plan, wave).flatMap(({ gate, path }) => [
        ...gate.kind === 'check' ? named(`${path}/job`, gate.job.name, LONGEST.other) : [],
        ...gate.kind === 'window' ? gate.windows.flatMap(({ name }) => named(`${path}/${shown(name)}`, name, LONGEST.other)) : [],
      ]),
      ...wave.verifications.flatMap(({ id }) => named(`${wavePath(plan, wave)}/verifications/${shown(id)}`, id, LONGEST.other)),
    ]),
  ];
}

function named(path: string, name: string, longest: number): Problem[] {
  if (typeof name === 'string' && name.length <= longest && /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name)) return [];
  return [SP1002.at(path, {
    got: shown(name),
    allowed: `at most ${longest} lower case letters, digits and hyphens, with a letter first and no hyphen last`,
    remedies: [proposal(name, longest)],
  })];
}

function proposal(name: string, longest: number): string {
  const text = String(name ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+/, '').slice(0, longest).replace(/-$/, '');
  return text ? `call it "${text}"` : 'give it a name';
}

import { nearest } from '../../private/nearest';
import { shown } from '../../private/shown';
import type { PlanDocument } from '../document';
import type { Problem } from '../problem';
import { SP1004 } from '../problems-declaration';
import { gatesOf, namePath, wavePath } from './facts';

const TIERS = ['development', 'test', 'staging', 'production'];
export const RELEASE_TYPES = ['feature', 'bugfix', 'security', 'performance', 'experimental', 'hotfix'];
const DAYS = ['1', '2', '3', '4', '5', '6', '7'];

/** What is one of a few values is one of them. The types say so too, but not to every caller. */
export function choices(plan: PlanDocument): Problem[] {
  return [
    ...plan.environments.flatMap(({ name, tier }) => oneOf(TIERS, `${namePath(plan, 'environments', name)}/tier`, [tier])),
    ...plan.freezes.flatMap(({ name, tiers, span }) => [
      ...oneOf(TIERS, `${namePath(plan, 'freezes', name)}/tiers`, tiers),
      ...oneOf(DAYS, `${namePath(plan, 'freezes', name)}/days`, span.kind === 'weekly' ? span.days.map(String) : []),
    ]),
    ...plan.signals.flatMap(({ name, noData, scope }) => [
      ...oneOf(['hold', 'fail'], `${namePath(plan, 'signals', name)}/noData`, [noData]),
      ...oneOf(['version', 'service'], `${namePath(plan, 'signals', name)}/scope`, [scope]),
    ]),
    ...plan.expedited.flatMap(({ releaseTypes }, i) => oneOf(RELEASE_TYPES, `${plan.path}/expedited/${i}/releaseTypes`, releaseTypes)),
    ...plan.waves.flatMap((wave) => [
      ...oneOf(['wave', 'promoted'], `${wavePath(plan, wave)}/rollbackOn/scope`, wave.triggers.map(({ scope }) => scope)),
      ...gatesOf(plan, wave).flatMap(({ gate, path }) => {
        if (gate.kind === 'evidence') return oneOf(['sbom', 'provenance', 'tests', 'docs'], path, gate.evidence);
        return gate.kind === 'window' ? gate.windows.flatMap(({ name, hours }) => oneOf(DAYS, `${path}/${name}/days`, hours.days.map(String))) : [];
      }),
    ]),
  ];
}

export function oneOf(known: readonly string[], path: string, values: readonly string[]): Problem[] {
  return values.filter((value) => !known.includes(value)).map((value) => {
    const guess = nearest(String(value), known);
    return SP1004.at(path, { got: shown(value), allowed: `one of ${known.join(', ')}`, remedies: [guess ? `write ${guess} if that is meant` : 'choose one of them'] });
  });
}

import type { Field } from '../rules/field';
import { PROMOTION_STRATEGY } from '../rules/kinds';
import type { Manifest } from '../rules/manifest';
import type { Notes } from './notes';
import type { Sources } from './sources';

const STATUSES = ['activeCommitStatuses', 'proposedCommitStatuses'];

/** The environments of a service in the row in which GitOps Promoter takes a release through them; none where it does not. */
export function strategyRow(service: string, sources: Sources, notes: Notes): string[] {
  const strategies = sources.of(PROMOTION_STRATEGY);
  const strategy = strategies.find(({ name }) => name === service) ?? (strategies.length === 1 ? strategies[0] : undefined);
  if (!strategy) return [];
  for (const asked of askedOf(strategy)) notes.add(asked, 'what GitOps Promoter asks before a release goes on is no gate and no bake in the plan that is read');
  return strategy.spec.at('environments').items.map((environment) => environment.at('branch').text.split('/').pop()!);
}

function askedOf({ spec }: Manifest): Field[] {
  const environments = spec.at('environments').items;
  const statuses = [spec, ...environments].flatMap((place) => STATUSES.map((name) => place.at(name))).filter(({ items }) => items.length > 0);
  return [...statuses, ...environments.map((environment) => environment.at('autoMerge')).filter(({ isSet, isTrue }) => isSet && !isTrue)];
}

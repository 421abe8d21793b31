import type { Facet } from './facet';
import { opposite, verdictOf } from './facet';
import { leafWords } from './leaf-words';
import type { PlanChange } from './plan-change';

/** What is said of one plan and not of the other, or otherwise; in the order of the later plan, what is gone last. */
export function changesBetween(before: readonly Facet[], after: readonly Facet[]): PlanChange[] {
  const [earlier, later] = [keyed(before), keyed(after)];
  return [
    ...[...later].flatMap(([key, facet]) => {
      const former = earlier.get(key);
      if (!former) return [change(facet, '', facet.words, facet.presence)];
      return same(former.data, facet.data) ? [] : [changed(former, facet)];
    }),
    ...[...earlier].filter(([key]) => !later.has(key)).map(([, facet]) => change(facet, facet.words, '', opposite(facet.presence))),
  ];
}

/** A plan from elsewhere may have two of one name. */
function keyed(facets: readonly Facet[]): Map<string, Facet> {
  const found = new Map<string, Facet>();
  for (const facet of facets) {
    const key = JSON.stringify([facet.wave, facet.topic, facet.what]);
    for (let n = 1; ; n++) {
      if (found.has(`${key}${n}`)) continue;
      found.set(`${key}${n}`, facet);
      break;
    }
  }
  return found;
}

function changed(before: Facet, after: Facet): PlanChange {
  if (before.words !== after.words) return change(after, before.words, after.words, verdictOf(before, after));
  // what words leave out
  const [left, right] = leafWords(before.data, after.data);
  return change(after, `${before.words} (${left})`, `${after.words} (${right})`, verdictOf(before, after));
}

function change({ wave, topic, what }: Facet, before: string, after: string, verdict: PlanChange['verdict']): PlanChange {
  return { wave, topic, what, before, after, verdict };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

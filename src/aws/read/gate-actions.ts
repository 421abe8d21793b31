import type { GateSpec } from '../../model/spec';
import { named } from '../../plan/reading/named';
import { PREDICATE_TYPES } from '../gates/predicate-types';
import { REVIEW } from '../stages/review-step';
import { askedPeople } from './asked-people';
import { field, list, text } from './data';
import { dependencyOf } from './dependency-of';
import { questions } from './questions';
import type { Reading } from './reading';
import type { WrittenAction } from './written-pipeline';

/** What actions before a deployment ask: people, jobs, and systems. */
export function gateActions(actions: WrittenAction[], reading: Reading): GateSpec[] {
  const people = actions.filter(({ category, provider }) => category === 'Approval' || provider === 'Manual');
  const others = actions.filter((action) => !people.includes(action) && !doesNothing(action));
  return [...askedPeople(people), ...others.flatMap((action) => gateOf(action, reading))];
}

/** A stage must have an action, and some are there for their conditions only. */
export function doesNothing({ commands }: WrittenAction): boolean {
  return commands.length === 1 && commands[0] === 'true';
}

function gateOf(action: WrittenAction, reading: Reading): GateSpec[] {
  const asked = questions(action.configuration).flatMap((question) => answered(question, action));
  if (asked.length > 0) return asked;
  const script = reading.jobs.script(action);
  if (action.name === REVIEW && / diff /.test(script)) {
    reading.notes.add(action.at, 'shows those who approve what will change, and holds nothing');
    return [];
  }
  const evidence = verified(script);
  return evidence.length > 0 ? [{ kind: 'evidence', evidence }] : [{ kind: 'check', job: reading.jobs.of(action) }];
}

function answered(question: unknown, { name }: WrittenAction): GateSpec[] {
  switch (field(question, 'kind')) {
    case 'change': return [{ kind: 'change', system: named(name.replace(/^change-/, ''), 'change'), states: list(field(question, 'states')).map(text) }];
    case 'dependsOn': {
      const dependency = dependencyOf(text(field(question, 'record')));
      return dependency ? [{ kind: 'dependsOn', ...dependency, versions: text(field(question, 'versions')) || '*' }] : [];
    }
    default: return [];
  }
}

/** Kinds of evidence that a script has cosign verify. */
function verified(script: string): string[] {
  if (!script.includes('cosign verify-attestation')) return [];
  const [, types = ''] = /for type in ((?:"[^"]*" ?)+);/.exec(script) ?? [];
  const kinds = new Map(Object.entries(PREDICATE_TYPES).map(([kind, type]) => [type, kind]));
  return [...types.matchAll(/"([^"]*)"/g)].map(([, type]) => kinds.get(type) ?? type);
}

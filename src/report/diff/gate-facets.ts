import type { PlannedGate, PlannedWave } from '../../plan/document';
import { gateWords } from '../words/gate';
import { spanWords } from '../words/span';
import type { Facet } from './facet';
import { each } from './facet';
import { openMinutes } from './minutes';
import { ChangeTopic, Verdict } from './plan-change';

type Compared = Pick<Facet, 'kind' | 'strictness'>;

/** What holds a release back before a wave. */
export function gateFacets({ name: wave, gates }: PlannedWave): Facet[] {
  return gates.map((gate) => ({
    wave,
    topic: gate.kind === 'window' ? ChangeTopic.CALENDAR : ChangeTopic.GATES,
    what: gate.id,
    words: gate.kind === 'window' ? `${gateWords(gate)}: ${gate.windows.map(({ hours }) => spanWords(hours)).join(' or ')}` : gateWords(gate),
    data: gate,
    presence: Verdict.STRICTER,
    ...compared(gate),
  }));
}

function compared(gate: PlannedGate): Compared {
  switch (gate.kind) {
    case 'approval':
      return { kind: of(gate.kind, gate.group, gate.timeoutMs), strictness: { quorum: gate.quorum, excludeAuthor: Number(gate.excludeAuthor) } };
    case 'window': {
      const hours = gate.windows.map((one) => one.hours);
      return { kind: of(gate.kind, [...new Set(hours.map(({ timeZone }) => timeZone))].sort()), strictness: each(openMinutes(hours), -1) };
    }
    case 'quiet': return { kind: gate.kind, strictness: each(gate.signals) };
    case 'check': return { kind: of(gate.kind, gate.job), strictness: {} };
    case 'evidence': return { kind: gate.kind, strictness: each(gate.evidence) };
    case 'budget':
      return { kind: of(gate.kind, gate.windowMs), strictness: { objective: gate.objectiveRatio, remaining: gate.remainingAtLeastRatio } };
    case 'change': return { kind: of(gate.kind, gate.system), strictness: each(gate.states, -1) };
    case 'dependsOn': return { kind: of(gate.kind, gate.service, gate.environment, gate.versions), strictness: {} };
  }
}

function of(...parts: unknown[]): string {
  return JSON.stringify(parts);
}

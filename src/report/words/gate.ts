import type { PlannedGate } from '../../plan/document';
import { durationSymbols } from '../../private/duration-text';
import { percentWords } from './percent';

/** What a gate waits for, in a few words. */
export function gateWords(gate: PlannedGate): string {
  switch (gate.kind) {
    case 'approval': {
      const people = gate.quorum === 1 ? gate.group : `${gate.quorum} of ${gate.group}`;
      return `approval by ${people}${gate.excludeAuthor ? ', not the author' : ''}, within ${durationSymbols(gate.timeoutMs)}`;
    }
    case 'window': return `window ${gate.windows.map(({ name }) => name).join(' or ')}`;
    case 'quiet': return `${gate.signals.join(', ')} quiet`;
    case 'check': return `check ${gate.job.name}`;
    case 'evidence': return `evidence: ${gate.evidence.join(', ')}`;
    case 'budget':
      return `${percentWords(gate.remainingAtLeastRatio)} of the error budget of ${percentWords(gate.objectiveRatio)} in ${durationSymbols(gate.windowMs)}`;
    case 'change': return `change in ${gate.system} ${gate.states.join(' or ')}`;
    case 'dependsOn': return `${gate.service} ${gate.versions} in ${gate.environment}`;
  }
}

import type { Problem } from '../../plan/problem';
import { durationSymbols } from '../../private/duration-text';
import { INVARIANTS } from '../../rehearsal/prove/invariant-words';
import type { ProofResult } from '../../rehearsal/prove/proof-result';
import type { Timeline } from '../../rehearsal/timeline';
import { planMermaid } from '../plan-mermaid';
import { timelineMermaid } from '../timeline-mermaid';
import type { ReportContents } from '../view/report-contents';
import { shortestWayMs } from '../view/shortest-way';
import { countWords, numberWords } from '../words/count';
import { OUTCOMES } from '../words/outcome';
import { parityMarkdown } from './parity-markdown';
import { plain } from './plain';
import { markdownTable } from './table';

/** Everything that is known of a plan, as short as a pull request wants it. */
export function releaseMarkdown({ plan, problems, timelines, parity, proof }: ReportContents): string {
  return [
    `# How ${plain(plan.service)} is released`,
    `${countWords(plan.waves.length, 'wave')}, ${countWords(plan.environments.length, 'environment')}, at least ${durationSymbols(shortestWayMs(plan))} on the way.`,
    fenced(planMermaid(plan)),
    ...problems.length > 0 ? ['## Problems', problems.map(problemLine).join('\n')] : [],
    ...timelines.length > 0 ? ['## Stories', storyTable(timelines), ...worst(timelines)] : [],
    ...parity.length > 0 ? ['## Back ends', folded(`each feature, back end by back end`, parityMarkdown(parity.map(([first]) => plain(first.platform)), parity))] : [],
    ...proof ? ['## Proofs', proofLines(proof)] : [],
  ].map((part) => `${part.trimEnd()}\n`).join('\n');
}

function fenced(picture: string): string {
  return `\`\`\`mermaid\n${picture}\`\`\``;
}

function folded(summary: string, text: string): string {
  return `<details><summary>${summary}</summary>\n\n${text}\n</details>`;
}

function problemLine({ severity, code, title, path, got, allowed, remedies }: Problem): string {
  return `- **${severity} ${code}** ${plain(title)}, at ${plain(path)}: got "${plain(got)}", allowed is ${plain(allowed)}; ${remedies.map(plain).join(', or ')}`;
}

function storyTable(timelines: readonly Timeline[]): string {
  const time = (ms: number | undefined) => (ms === undefined ? '' : durationSymbols(ms));
  return markdownTable(['story', 'outcome', 'lead time', 'noticed after', 'gone later', 'met it', 'failed'], timelines.map((timeline) => [
    plain(timeline.scenario), OUTCOMES[timeline.outcome], time(timeline.leadTimeMs), time(timeline.timeToDetectMs), time(timeline.timeToRecoverMs),
    numberWords(timeline.exposedRequests), numberWords(timeline.harmedRequests),
  ]));
}

/** The story that harms most, where one harms anybody. */
function worst(timelines: readonly Timeline[]): string[] {
  const [most] = [...timelines].sort((a, b) => b.harmedRequests - a.harmedRequests);
  if (most.harmedRequests === 0) return [];
  return [`${plain(most.scenario)} does the most harm: ${countWords(most.harmedRequests, 'failed request')}.`, fenced(timelineMermaid(most))];
}

function proofLines({ findings, states, isComplete, calendarWaits }: ProofResult): string {
  return [
    `${isComplete ? 'All' : 'Not complete:'} ${numberWords(states)} states explored.`,
    '',
    ...findings.flatMap(({ name, isProved, counterExample }) => [
      `- **${plain(name)}** ${counterExample ? 'does not hold' : isProved ? 'proved' : 'no counter-example found'}${INVARIANTS[name] ? `: ${INVARIANTS[name]}` : ''}`,
      ...(counterExample ?? []).map((what, i) => `  ${i + 1}. ${plain(what)}`),
    ]),
    ...calendarWaits.length > 0 ? ['', ...calendarWaits.map((wait) => plain(wait.toText()))] : [],
  ].join('\n');
}

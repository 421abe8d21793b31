import type { CalendarWait } from './calendar-wait';
import type { Finding } from './finding';
import { INVARIANTS } from './invariant-words';

/** Where the text stands of which something was found out. */
const INDENT = 'does not hold'.length + 2;

/**
 * What an exploration found.
 */
export class ProofResult {
  /** @internal */
  public static _of(findings: Finding[], states: number, transitions: number, isComplete: boolean, calendarWaits: CalendarWait[]): ProofResult {
    return new ProofResult(findings, states, transitions, isComplete, calendarWaits);
  }

  private constructor(
    /** What was found out about each invariant and each property. */
    public readonly findings: Finding[],
    /** States that were visited, each once. */
    public readonly states: number,
    /** Steps from one state to another that were taken. */
    public readonly transitions: number,
    /** Whether there are no other states. */
    public readonly isComplete: boolean,
    /** How long windows and freezes can keep a release waiting, before each wave that has any. It is never forever: the check of the plan sees to that. */
    public readonly calendarWaits: CalendarWait[],
  ) {}

  /** What does not hold. */
  public get broken(): Finding[] {
    return this.findings.filter(({ counterExample }) => counterExample !== undefined);
  }

  /** The result for terminals. */
  public toText(): string {
    const explored = this.isComplete ? `all ${this.states} states explored` : `not complete, explored ${this.states} states`;
    const rows = this.findings.flatMap(({ name, isProved, counterExample }) => {
      const verdict = counterExample ? 'does not hold' : isProved ? 'proved' : 'not known';
      const says = INVARIANTS[name] ? `${name}  ${INVARIANTS[name]}` : name;
      return [`${verdict.padEnd(INDENT)}${says}`, ...(counterExample ?? []).map((what) => `${' '.repeat(INDENT)}${what}`)];
    });
    return [explored, ...rows, ...this.calendarWaits.map((wait) => wait.toText())].join('\n') + '\n';
  }
}

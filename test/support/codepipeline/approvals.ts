import type { ActionRun } from './actions';
import type { Process, VirtualTime } from './virtual-time';

/** Without an answer an approval fails after a week. */
const PATIENCE_MS = 7 * 86_400_000;

/** The approvals that wait for an answer. */
export class Approvals {
  private readonly answers = new Map<string, boolean | undefined>();

  /** @param announce tells whoever may answer */
  constructor(private readonly time: VirtualTime, private readonly announce: (run: ActionRun) => void) {}

  public* ask(run: ActionRun): Process<boolean> {
    const key = keyOf(run.stage, run.action.name, run.execution.id);
    this.answers.set(key, undefined);
    this.announce(run);
    yield* this.time.until(() => this.answers.get(key) !== undefined, run.action.timeoutMs ?? PATIENCE_MS);
    const answer = this.answers.get(key) ?? false;
    this.answers.delete(key);
    return answer;
  }

  /** Whether anybody still waits for it. */
  public answer(stage: string, action: string, executionId: string, yes: boolean): boolean {
    const key = keyOf(stage, action, executionId);
    if (!this.answers.has(key)) return false;
    this.answers.set(key, yes);
    return true;
  }
}

function keyOf(...parts: string[]): string {
  return parts.join('\n');
}

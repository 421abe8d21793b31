/** How long a promotion waits for a gate that may still open. Then it fails, and the next release has its turn. */
export const GATE_PATIENCE_MS = 24 * 3_600_000;

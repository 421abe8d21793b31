/** What can happen between waves. A move is something that a pipeline does as a whole because of one or several events. */
export enum MoveKind {
  /** The next candidate arrives. */
  ARRIVE,
  /** All gates of a wave pass. */
  ENTER,
  /** It is refused, too late, or fails a gate. */
  TURN_AWAY,
  /** Everything in its phase goes well, and it goes on to the next one or is done. */
  ADVANCE,
  /** A trigger of the scope `wave` fires. */
  UNDO,
  /** A trigger of the scope `promoted` fires. */
  UNDO_PROMOTED,
  /** An operator undoes what runs where nothing moves. */
  ORDER,
  /** The rollback succeeds. */
  FINISH_ROLLBACK,
  FAIL_ROLLBACK,
  RETRY_ROLLBACK,
  /** A person lifts the veto. */
  LIFT,
}

const KINDS = 11;

/** Of a kind, at a wave; for `LIFT`, of a release. */
export interface Move {
  readonly kind: MoveKind;
  readonly index: number;
}

/** A move as one number. */
export function moveCode(kind: MoveKind, index: number): number {
  return kind + KINDS * index;
}

export function moveOf(code: number): Move {
  return { kind: code % KINDS, index: Math.floor(code / KINDS) };
}

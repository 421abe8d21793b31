const AT_MOST = 28;

/** A name that fits into a picture on a phone. What tells names apart often stands at their end, so the middle gives way. */
export function shortened(name: string): string {
  return name.length > AT_MOST ? `${name.slice(0, AT_MOST / 2 - 1)}…${name.slice(-AT_MOST / 2)}` : name;
}

/** Whether EventBridge would deliver an event: of its patterns, those that stand in our rules. Another throws. */
export function matches(pattern: Record<string, unknown>, event: unknown): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or') return (wanted as Record<string, unknown>[]).some((part) => matches(part, event));
    const found = (event as Record<string, unknown> | undefined)?.[key];
    if (!Array.isArray(wanted)) return matches(wanted as Record<string, unknown>, found);
    return [found].flat().some((value) => wanted.some((test) => holds(test, value)));
  });
}

function holds(test: unknown, value: unknown): boolean {
  if (typeof test !== 'object' || test === null) return test === value;
  const [[operator, operand]] = Object.entries(test);
  switch (operator) {
    // known at deployment only: the same reference is the same value
    case 'Ref': return JSON.stringify(test) === JSON.stringify(value);
    case 'prefix': return typeof value === 'string' && value.startsWith(operand as string);
    case 'anything-but': return value !== undefined && !(operand as unknown[]).includes(value);
    case 'exists': return (value !== undefined) === operand;
    default: throw new Error(`the matcher does not know ${operator}`);
  }
}

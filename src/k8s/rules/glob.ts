/**
 * Whether a pattern with stars covers a text.
 * @param star what one star stands for; two stand for anything
 */
export function matches(pattern: string, text: string, star = '.*'): boolean {
  if (pattern === '*' || !pattern.includes('*')) return pattern === '*' || pattern === text;
  const parts = pattern.split('**').map((part) => part.split('*').map((literal) => literal.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join(star));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}

const PART = String.raw`(\d+|[xX*])`;
const VERSION = String.raw`v?${PART}(\.${PART}){0,2}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?`;
const COMPARISON = new RegExp(String.raw`^(=|!=|>|<|>=|=>|<=|=<|~|~>|\^)?\s*${VERSION}$`);
const BETWEEN = new RegExp(String.raw`^${VERSION}\s+-\s+${VERSION}$`);

/** Whether Kargo reads a text as a range of versions: comparisons by comma or space, alternatives by `||`. */
export function isConstraint(text: string): boolean {
  return text.split('||').every((alternative) => {
    const all = alternative.trim();
    if (BETWEEN.test(all)) return true;
    // an operator may stand apart from its version
    const comparisons = all.replace(/([=!<>~^])\s+/g, '$1').split(/[\s,]+/);
    return comparisons.every((comparison) => COMPARISON.test(comparison));
  });
}

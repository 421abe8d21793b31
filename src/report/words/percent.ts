/** A ratio of 0 to 1 as a percentage, without the noise of binary fractions. */
export function percentWords(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(12))} %`;
}

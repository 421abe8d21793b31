const TINY = 1e-300;
const PRECISION = 2 ** -53;
/** Enough for a billion trials: an incomplete beta function needs about the root of them. */
const TERMS_AT_MOST = 1_000_000;

/**
 * Value of `b0 + a1 / (b1 + a2 / (b2 + …))` by the modified method of Lentz.
 * @param b0 the part before the first fraction
 * @param term the i-th numerator and denominator, from 1 on
 * @see https://dlmf.nist.gov/3.10
 */
export function continuedFraction(b0: number, term: (i: number) => readonly [a: number, b: number]): number {
  let value = b0 || TINY;
  let c = value;
  let d = 0;
  for (let i = 1; i <= TERMS_AT_MOST; i++) {
    const [a, b] = term(i);
    d = 1 / (b + a * d || TINY);
    c = b + a / c || TINY;
    value *= c * d;
    if (Math.abs(c * d - 1) <= PRECISION) return value;
  }
  return value;
}

/** Above so many expected hits the normal curve is as good as counting them. */
const COUNTED_AT_MOST = 200;
const MODULUS = 2 ** 31 - 1;
const MULTIPLIER = 48_271;

/**
 * Chance that is the same for the same seed: the minimal standard generator, exact in numbers of 53 bits.
 * @see https://doi.org/10.1145/63039.63042 (Park, Miller, Random Number Generators: Good Ones Are Hard to Find)
 */
export class Random {
  private state: number;

  /** @param seed a whole number */
  constructor(seed: number) {
    this.state = 1 + Math.abs(Math.trunc(seed)) % (MODULUS - 1);
    // seeds that are near each other give first numbers that are
    for (let i = 0; i < 10; i++) this.next();
  }

  /** At least 0 and less than 1. */
  public next(): number {
    this.state = this.state * MULTIPLIER % MODULUS;
    return (this.state - 1) / (MODULUS - 1);
  }

  /** How many of so many independent trials hit. */
  public hits(trials: number, probability: number): number {
    if (trials <= 0 || probability <= 0) return 0;
    if (probability >= 1) return trials;
    if (probability > 0.5) return trials - this.hits(trials, 1 - probability);
    const expected = trials * probability;
    if (expected > COUNTED_AT_MOST) {
      return Math.min(trials, Math.max(0, Math.round(expected + Math.sqrt(expected * (1 - probability)) * this.normal())));
    }
    // jumps from hit to hit
    const misses = Math.log1p(-probability);
    let count = 0;
    for (let at = this.jump(misses); at <= trials; at += this.jump(misses)) count++;
    return count;
  }

  private jump(misses: number): number {
    return Math.floor(Math.log1p(-this.next()) / misses) + 1;
  }

  private normal(): number {
    return Math.sqrt(-2 * Math.log1p(-this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}

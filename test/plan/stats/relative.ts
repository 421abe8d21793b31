/** The larger of the two numbers is at most a billionth larger than the other. */
export function expectSame(got: number, golden: number, relative = 1e-9): void {
  if (golden === 0) expect(got).toBe(0);
  else expect(Math.abs(got / golden - 1)).toBeLessThanOrEqual(relative);
}

/** 99.9 / 100 is 0.9990000000000001, which nobody wrote. */
export function plain(value: number): string {
  return String(Number(value.toPrecision(12)));
}

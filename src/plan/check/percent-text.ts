/** A share in percent with as many digits as tell it from 0 and from 100, for example `0.6 %`. */
export function percentText(ratio: number): string {
  const percent = ratio * 100;
  if (percent > 0 && percent < 0.001) return 'less than 0.001 %';
  if (percent > 99.9 && percent < 100) return 'more than 99.9 %';
  return `${Number(percent.toPrecision(percent < 10 ? 2 : 3))} %`;
}

/** A coordinate as it is written: finer than any screen, and free of the noise of binary fractions. */
export function coordinate(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** A place between 0 and 100 in percent of a picture's width. */
export function along(percent: number): string {
  return `${coordinate(percent)}%`;
}

/** An alarm that fires when M of the last N data points are over the bound. */
export interface DataPoints {
  readonly toFail: number;
  readonly observed: number;
}

/** What the last data points were, as far as it can still matter, and what comes of one more. */
export interface Pattern {
  readonly ifGood: number;
  /** Undefined where one more bad one fires the alarm. */
  readonly ifBad: number | undefined;
}

/** With more it takes too long to follow each. Alarms of up to twelve data points have fewer, and those of hundreds where all of them must fail, or one. */
const PATTERNS_AT_MOST = 1_000;

/** Whether the patterns that an alarm tells apart are few enough to follow each: there are N over M - 1 of them. */
export function areFew({ toFail, observed }: DataPoints): boolean {
  if (!(Number.isInteger(toFail) && Number.isInteger(observed) && toFail >= 1 && toFail <= observed)) return false;
  const chosen = Math.min(toFail - 1, observed - toFail + 1);
  let count = 1;
  for (let i = 1; i <= chosen && count <= PATTERNS_AT_MOST; i++) count = count * (observed - chosen + i) / i;
  return count <= PATTERNS_AT_MOST;
}

const known = new Map<string, readonly Pattern[]>();

/** All patterns of an alarm; the first is that of no bad data point. */
export function patternsOf(points: DataPoints): readonly Pattern[] {
  const key = `${points.toFail}/${points.observed}`;
  const patterns = known.get(key) ?? found(points);
  known.set(key, patterns);
  return patterns;
}

function found(points: DataPoints): Pattern[] {
  const numbers = new Map<string, number>([['', 0]]);
  const all: number[][] = [[]];
  const numberOf = (ages: number[]) => {
    const key = ages.join();
    const number = numbers.get(key);
    if (number !== undefined) return number;
    numbers.set(key, all.length);
    return all.push(ages) - 1;
  };
  const patterns: Pattern[] = [];
  for (let i = 0; i < all.length; i++) {
    const older = all[i].map((age) => age + 1);
    patterns.push({
      ifGood: numberOf(mattering(points, older)),
      ifBad: older.length + 1 >= points.toFail ? undefined : numberOf(mattering(points, [1, ...older])),
    });
  }
  return patterns;
}

/** Ages of the bad data points, youngest first. One that has more good ones after it than the alarm forgives is in no window that can still fire. */
function mattering({ toFail, observed }: DataPoints, ages: number[]): number[] {
  return ages.filter((age, i) => age < observed && age - (i + 1) <= observed - toFail);
}

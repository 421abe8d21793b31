/**
 * Leaves out the points of curves over one axis that nobody would miss: between the ones that stay, a straight line is never
 * further from any curve than a share of what that curve spans (Ramer, Douglas, Peucker).
 * @param coordinates of a point: where it is on the common axis, then the height of each curve
 */
export function thinned<T>(points: readonly T[], coordinates: (point: T) => readonly number[], toleranceRatio: number): T[] {
  const rows = points.map(coordinates);
  const spans = (rows[0] ?? []).map((_, i) => spanOf(rows.map((row) => row[i])));
  const kept = new Set([0, points.length - 1]);
  const open = [[0, points.length - 1]];
  for (let range = open.pop(); range; range = open.pop()) {
    const [first, last] = range;
    let [worst, at] = [toleranceRatio, -1];
    for (let i = first + 1; i < last; i++) {
      const distance = distanceFrom(rows[first], rows[last], rows[i], spans);
      if (distance > worst) [worst, at] = [distance, i];
    }
    if (at < 0) continue;
    kept.add(at);
    open.push([first, at], [at, last]);
  }
  return points.filter((_, i) => kept.has(i));
}

function spanOf(heights: readonly number[]): number {
  return heights.reduce((most, height) => Math.max(most, height)) - heights.reduce((least, height) => Math.min(least, height));
}

/** Of the curve for which it is largest, in shares of what the curve spans. */
function distanceFrom(first: readonly number[], last: readonly number[], row: readonly number[], spans: readonly number[]): number {
  const share = last[0] > first[0] ? (row[0] - first[0]) / (last[0] - first[0]) : 0;
  return Math.max(...row.slice(1).map((height, i) => {
    const line = first[i + 1] + share * (last[i + 1] - first[i + 1]);
    return spans[i + 1] > 0 ? Math.abs(height - line) / spans[i + 1] : 0;
  }));
}

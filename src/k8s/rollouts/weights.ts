/** Shares are counted in whole instances; this much off is the same share to anybody who watches it. */
const TOLERANCE_PERCENT = 1;

/** Whether a share of traffic can be made by counting instances alone. */
export function reachable(percent: number, replicas: number): boolean {
  const instances = Math.round(replicas * percent / 100);
  return instances > 0 && instances < replicas && Math.abs(instances * 100 / replicas - percent) <= TOLERANCE_PERCENT;
}

/** The smallest count, from the given one up, that can make all the shares. */
export function replicasFor(percents: number[], atLeast: number): number {
  // a hundred instances make every whole percent
  for (let replicas = Math.max(1, atLeast); replicas < atLeast + 100; replicas++) {
    if (percents.every((percent) => reachable(percent, replicas))) return replicas;
  }
  return 100;
}

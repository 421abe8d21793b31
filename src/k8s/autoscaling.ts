/**
 * How many pods there are, by what they have to do.
 */
export interface Autoscaling {
  /** Fewest pods. Without a traffic router the weights of a canary are made of them. */
  readonly minReplicas: number;

  /** Most pods. */
  readonly maxReplicas: number;

  /**
   * Share of the requested CPU that the pods use on average, in percent; above it pods are added.
   * @default 80
   */
  readonly cpuPercent?: number;
}

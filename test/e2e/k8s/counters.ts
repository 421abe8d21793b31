const BOUNDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What a pod counts of its requests, by the names of OpenTelemetry. Parts of a request are counted as well, and told when they are whole. */
export class Counters {
  private good = 0;
  private failed = 0;
  private seconds = 0;
  private readonly buckets = BOUNDS.map(() => 0);

  public answer(requests: number, errorRatio: number, duration: number): void {
    this.failed += requests * errorRatio;
    this.good += requests * (1 - errorRatio);
    this.seconds += requests * duration;
    BOUNDS.forEach((bound, i) => {
      if (duration <= bound) this.buckets[i] += requests * (1 - errorRatio);
    });
  }

  /** In Prometheus' text format. Only what went well is told by how long it took. */
  public exposed(): string {
    const name = 'http_server_request_duration_seconds';
    const of = (code: number, buckets: number[], count: number) => [
      ...BOUNDS.map((bound, i) => `${name}_bucket{http_response_status_code="${code}",le="${bound}"} ${Math.floor(buckets[i])}`),
      `${name}_bucket{http_response_status_code="${code}",le="+Inf"} ${Math.floor(count)}`,
      `${name}_count{http_response_status_code="${code}"} ${Math.floor(count)}`,
    ];
    return [
      `# TYPE ${name} histogram`,
      ...of(200, this.buckets, this.good),
      `${name}_sum{http_response_status_code="200"} ${this.seconds}`,
      ...(this.failed < 1 ? [] : of(500, BOUNDS.map(() => this.failed), this.failed)),
      '',
    ].join('\n');
  }
}

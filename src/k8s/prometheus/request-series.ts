/** PromQL selectors of the requests that something took. */
export interface RequestSeries {
  readonly all: string;
  readonly failed: string;
}

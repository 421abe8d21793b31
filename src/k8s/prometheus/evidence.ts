import type { SequentialMeasure } from '../../model/spec';
import { plain } from './plain-number';
import type { RequestSeries } from './request-source';

/**
 * PromQL of the evidence against a version, in the numbers that were declared.
 * @param all requests of all versions, where one of them is judged beside the others; otherwise it is held against the baseline
 */
export function evidence(measure: SequentialMeasure, window: string, version: RequestSeries, all?: RequestSeries): string {
  const { baselineRatio, detectRatio, clusteringFactor } = measure;
  const [healthy, bad] = [plain(baselineRatio), plain(detectRatio)];
  const count = (series: string) => `sum(increase(${series}[${window}]))`;
  // no failed request ever seen is none, no request at all is no data
  const [failed, requests] = [`(${count(version.failed)} or on() vector(0))`, `(${count(version.all)} > 0)`];
  const sum = all
    ? `${failed} * ln(vector(${bad} / ${healthy})) - (${count(all.failed)} or on() vector(0)) * ln(1 + (${bad} / ${healthy} - 1) * ${requests} / ${count(all.all)})`
    : `${failed} * ln(vector(${bad} * (1 - ${healthy}) / (${healthy} * (1 - ${bad})))) + ${requests} * ln(vector((1 - ${bad}) / (1 - ${healthy})))`;
  return clusteringFactor === 1 ? sum : `(${sum}) / ${plain(clusteringFactor)}`;
}

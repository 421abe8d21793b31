import type { SequentialMeasure } from '../../model/spec';
import { goDurationMs } from '../rules/durations';

/** In the evidence beside all versions, and in that against a baseline. */
const RATIOS = [/\* ln\(vector\(([\d.e-]+) \/ ([\d.e-]+)\)\) - /, /\* ln\(vector\(\(1 - ([\d.e-]+)\) \/ \(1 - ([\d.e-]+)\)\)\)/];
const CLUSTERING = /\) \/ ([\d.]+)$/;
const POWER = 0.8;

/** What a query adds up as evidence, as this library writes it; undefined where it does something else. How surely a step notices is a check's. */
export function evidenceOf(query: string, bound: number): SequentialMeasure | undefined {
  const [, bad, healthy] = RATIOS.map((ratios) => ratios.exec(query)).find(Boolean) ?? [];
  if (bad === undefined || !query.includes('sum(increase(')) return undefined;
  const [, factor = '1'] = CLUSTERING.exec(query) ?? [];
  return {
    kind: 'sequential', baselineRatio: Number(healthy), detectRatio: Number(bad), falseAlarmRatio: Number(Math.exp(-bound).toPrecision(9)),
    power: POWER, clusteringFactor: Number(factor),
  };
}

/** How far back a query of evidence counts, in a single data point; undefined where it asks for something else. */
export function countedMs(query: string): number | undefined {
  const [, window] = /sum\(increase\([\s\S]*?\[(\w+)\]\)\)/.exec(query) ?? [];
  return window === undefined ? undefined : goDurationMs(window);
}

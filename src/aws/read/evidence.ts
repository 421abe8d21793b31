import type { SequentialMeasure } from '../../model/spec';

/** In the evidence beside all versions, and in that against a baseline. */
const RATIOS = [/^\(?FILL\(\w+, 0\) \* LOG\(([\d.]+) \/ ([\d.]+)\) - /, /\* LOG\(\(1 - ([\d.]+)\) \/ \(1 - ([\d.]+)\)\)/];
const CLUSTERING = /\) \/ ([\d.]+)$/;
const POWER = 0.8;

/** What an expression adds up as evidence, as this library writes it; undefined where it does something else. How surely a step notices is a check's. */
export function evidenceOf(expression: string, bound: number): SequentialMeasure | undefined {
  const [, bad, healthy] = RATIOS.map((ratios) => ratios.exec(expression)).find(Boolean) ?? [];
  if (bad === undefined) return undefined;
  const [, factor = '1'] = expression.startsWith('(') ? CLUSTERING.exec(expression) ?? [] : [];
  return {
    kind: 'sequential', baselineRatio: Number(healthy), detectRatio: Number(bad), falseAlarmRatio: Number(Math.exp(-bound).toPrecision(9)),
    power: POWER, clusteringFactor: Number(factor),
  };
}

import type { ExpeditedSpec } from '../../model/spec';
import type { ReadWave, WatchedPart } from './wave-reader';

/** One path for each type of release that passes something, by the name of the type. */
export function expeditedPaths(waves: ReadWave[]): ExpeditedSpec[] {
  const windows = new Set(waves.flatMap(({ passing }) => passing.windows));
  const freezes = new Set(waves.flatMap(({ passing }) => passing.freezes));
  const units = waves.flatMap(({ bakes }) => bakes);
  const baking = units.flatMap((parts) => parts.flatMap(({ skippedBy }) => skippedBy));
  return [...new Set([...windows, ...freezes, ...baking])].sort().map((type) => ({
    releaseTypes: [type],
    passesWindows: windows.has(type),
    passesFreezes: freezes.has(type),
    bakeAtMostMs: Math.max(...shortened(units, type), ...(baking.includes(type) ? [] : units.map((parts) => length(parts)))),
  }));
}

/** How long the type is watched where that is shorter than for others. */
function shortened(units: WatchedPart[][], type: string): number[] {
  return units.filter((parts) => parts.some(({ skippedBy }) => skippedBy.includes(type))).map((parts) => length(parts, type));
}

function length(parts: WatchedPart[], type?: string): number {
  return parts.filter(({ skippedBy }) => type === undefined || !skippedBy.includes(type)).reduce((sum, { ms }) => sum + ms, 0);
}

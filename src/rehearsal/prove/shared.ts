/*
 * Lists and records that are never changed, only replaced: what stays as it was is the same object, so that a change is seen
 * without a comparison.
 */

export type List = readonly string[];

/** In order, each once. */
export function including(list: List, value: string): List {
  return list.includes(value) ? list : [...list, value].sort();
}

export function excluding(list: List, value: string): List {
  return list.includes(value) ? list.filter((other) => other !== value) : list;
}

export function having<T extends object>(record: T, change: Partial<T>): T {
  const keys = Object.keys(change) as (keyof T)[];
  return keys.every((key) => record[key] === change[key]) ? record : { ...record, ...change };
}

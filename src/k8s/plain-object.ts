import type { ApiObjectProps, JsonPatch } from 'cdk8s';
import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';

/**
 * An object of an API that is written out of plain data, as all that is emitted here. cdk8s looks for tokens behind every single value, and copies the
 * path to it each time, which was a sixth of a synthesis; this looks once, and leaves to cdk8s whatever turns out not to be plain.
 */
export class PlainObject extends ApiObject {
  private patched = false;

  constructor(scope: Construct, id: string, private readonly data: ApiObjectProps) {
    super(scope, id, data);
  }

  public addJsonPatch(...operations: JsonPatch[]): void {
    this.patched = true;
    super.addJsonPatch(...operations);
  }

  /** What cdk8s makes of it: keys in order, what has no value left out. */
  public toJson(): Record<string, unknown> {
    const { apiVersion, kind, metadata: _, ...rest } = this.data;
    const plain = this.patched ? NOT_PLAIN : plainly(rest);
    if (plain === NOT_PLAIN) return super.toJson() as Record<string, unknown>;
    return { apiVersion, kind, metadata: this.metadata.toJson() as object, ...plain as object };
  }
}

const NOT_PLAIN = Symbol('a value that is not plain');

function plainly(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'object') return typeof value === 'function' ? NOT_PLAIN : value;
  if (value instanceof Lazy) return plainly(value.produce());
  if (Array.isArray(value)) {
    const items = value.map(plainly);
    return items.includes(NOT_PLAIN) ? NOT_PLAIN : items;
  }
  if (value.constructor !== Object || typeof (value as { resolve?: unknown }).resolve === 'function') return NOT_PLAIN;
  const sorted: Record<string, unknown> = {};
  for (const key of inOrder(Object.keys(value))) {
    const entry = plainly((value as Record<string, unknown>)[key]);
    if (entry === NOT_PLAIN) return NOT_PLAIN;
    if (entry !== undefined) sorted[key] = entry;
  }
  return sorted;
}

/** What is written in order already, as most of it is, is not sorted again: that would copy it. */
function inOrder(keys: string[]): string[] {
  return keys.every((key, i) => i === 0 || keys[i - 1] < key) ? keys : keys.sort();
}

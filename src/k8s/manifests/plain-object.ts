import type { ApiObjectProps, JsonPatch } from 'cdk8s';
import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { metadataOf } from './plain-metadata';
import { alphabetical } from './yaml';

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
    return ordered(this._written()) as Record<string, unknown>;
  }

  /**
   * The same with the very data it was made of, to be read only: nothing that can stay as it is was copied, and below the first keys there is no order.
   * @internal
   */
  public _written(): Record<string, unknown> {
    if (this.patched) return super.toJson() as Record<string, unknown>;
    const data = this.data as unknown as Record<string, unknown>;
    const all: Record<string, unknown> = { apiVersion: data.apiVersion, kind: data.kind, metadata: undefined };
    for (const key of alphabetical(data)) {
      if (key in all) continue;
      all[key] = plainly(data[key]);
      if (all[key] === NOT_PLAIN) return super.toJson() as Record<string, unknown>;
    }
    all.metadata = metadataOf(this.metadata);
    return all;
  }
}

/** What is written of an object, to be read only. */
export function written(object: ApiObject): object {
  // to `instanceof`, each object of an API is one of any of its classes
  return object.constructor === PlainObject ? (object as PlainObject)._written() : object.toJson() as object;
}

const NOT_PLAIN = Symbol('a value that is not plain');

/** The value itself unless something in it has still to be produced. */
function plainly(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'object') return typeof value === 'function' ? NOT_PLAIN : value;
  if (value instanceof Lazy) return plainly(value.produce());
  const isList = Array.isArray(value);
  if (!isList && (value.constructor !== Object || typeof (value as { resolve?: unknown }).resolve === 'function')) return NOT_PLAIN;
  const entries = value as Record<string, unknown>;
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(entries)) {
    const entry = plainly(entries[key]);
    if (entry === NOT_PLAIN) return NOT_PLAIN;
    if (entry === entries[key]) continue;
    copy ??= (isList ? [...value] : { ...value }) as Record<string, unknown>;
    copy[key] = entry;
  }
  return copy ?? value;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(alphabetical(value).flatMap((key) => {
    const entry = ordered((value as Record<string, unknown>)[key]);
    return entry === undefined ? [] : [[key, entry]];
  }));
}

import type { ApiObject, ApiObjectProps } from 'cdk8s';
import { JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { PlainObject } from './plain-object';

/** Adds an object whose id in the tree says what it is. */
export function emit(scope: Construct, manifest: ApiObjectProps): ApiObject {
  return new PlainObject(scope, `${manifest.kind}-${manifest.metadata?.name}`, manifest);
}

/** Adds an object that is in no namespace, whatever its chart says. */
export function emitForCluster(scope: Construct, manifest: ApiObjectProps): ApiObject {
  const object = emit(scope, manifest);
  if (object.metadata.namespace !== undefined) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  return object;
}

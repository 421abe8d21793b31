import type { ApiObjectProps } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

/** Adds an object whose id in the tree says what it is. */
export function emit(scope: Construct, manifest: ApiObjectProps): ApiObject {
  return new ApiObject(scope, `${manifest.kind}-${manifest.metadata?.name}`, manifest);
}

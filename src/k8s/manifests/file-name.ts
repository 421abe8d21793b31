import type { ApiObject } from 'cdk8s';

/** Name of an object's file, as cdk8s forms it; two objects of the same kind and name have the same. */
export function fileName({ kind, name }: ApiObject): string {
  return `${`${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, '')}.yaml`;
}

import * as pulumi from '@pulumi/pulumi';
import type { Problem } from '../plan/problem';
import { SP6102 } from './problems';

/** A Kubernetes object as plain data. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** The type under which Pulumi's Kubernetes provider knows an object. */
export function typeToken({ apiVersion, kind }: Manifest): string {
  return `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

/** What identifies an object within a cluster. */
export function identity(manifest: Manifest): string {
  return `${typeToken(manifest)} ${manifest.metadata.namespace ?? ''}/${manifest.metadata.name}`;
}

/** Its fields as inputs; what a Secret holds stays out of logs and readable state. */
export function inputsOf(manifest: Manifest): pulumi.Inputs {
  if (!isSecret(manifest)) return manifest;
  const hidden = SECRET_FIELDS.filter((field) => manifest[field] !== undefined).map((field) => [field, pulumi.secret(manifest[field])]);
  return { ...manifest, ...Object.fromEntries(hidden) };
}

/** The fields of it that are never shown. */
export function secretFields(manifest: Manifest): string[] | undefined {
  return isSecret(manifest) ? SECRET_FIELDS : undefined;
}

const SECRET_FIELDS = ['data', 'stringData'];

function isSecret({ apiVersion, kind }: Manifest): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}

/** What keeps data from being registered as an object. */
export function checkManifest(data: unknown, path: string): Problem[] {
  const { apiVersion, kind, metadata } = (data ?? {}) as Record<string, unknown>;
  const name = (metadata as { name?: unknown } | null | undefined)?.name;
  if ([apiVersion, kind, name].every((text) => typeof text === 'string' && text !== '')) return [];
  return [SP6102.at(path, {
    got: JSON.stringify({ apiVersion, kind, name }), allowed: 'apiVersion, kind and metadata.name as texts', remedies: ['name the object', 'leave it out'],
  })];
}

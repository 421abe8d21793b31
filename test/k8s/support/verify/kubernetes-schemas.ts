import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import type { Manifest } from '../manifest-validator';
import { closed } from '../schema';
import type { Checker } from './subject';

/** The OpenAPI of Kubernetes itself is published in its Go module; that of the version which the end-to-end tests run. */
const MODULE = 'k8s.io/kubernetes@v1.34.1';

interface OpenApi {
  readonly components: { readonly schemas: Record<string, Record<string, unknown> & { 'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[] }> };
}

const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false, validateFormats: false });
const documents = new Map<string, OpenApi>();
const compiled = new Map<string, ValidateFunction>();

/** Kinds of Kubernetes itself, unknown fields refused. Kinds of others are left to their own schemas. */
export const kubernetesSchemas: Checker = {
  name: 'kubernetes',
  missing: () => {
    try {
      folder();
      return undefined;
    } catch {
      return `needs Go and its module ${MODULE}; the API server of the end-to-end tests, which validates strictly, is that check, too`;
    }
  },
  check: ({ folders }) => folders.flatMap(({ name, manifests }) => manifests.flatMap((manifest) => findings(manifest).map((finding) => `${name}/${manifest.metadata.name}: ${finding}`))),
};

/** Whether Kubernetes itself defines the kind. */
export function isBuiltIn({ apiVersion }: Manifest): boolean {
  return existsSync(fileOf(apiVersion));
}

function findings(manifest: Manifest): string[] {
  const { apiVersion, kind } = manifest;
  if (!isBuiltIn(manifest)) return [];
  const key = `${apiVersion}/${kind}`;
  if (!compiled.has(key)) compiled.set(key, ajv.compile(schemaOf(apiVersion, kind)));
  const validate = compiled.get(key)!;
  return validate(manifest) ? [] : validate.errors!.map(({ instancePath, message, params }) => `${key}${instancePath}: ${message} ${JSON.stringify(params)}`);
}

function schemaOf(apiVersion: string, kind: string): object {
  const file = fileOf(apiVersion);
  if (!documents.has(file)) documents.set(file, JSON.parse(readFileSync(file, 'utf8')) as OpenApi);
  const { schemas } = documents.get(file)!.components;
  const [name] = Object.keys(schemas).filter((one) => schemas[one]['x-kubernetes-group-version-kind']?.some((known) => known.kind === kind));
  if (!name) return { not: {}, description: `there is no ${kind} in ${apiVersion}` };
  return { $ref: `#/components/schemas/${name}`, components: { schemas: Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, closed(schema)])) } };
}

function fileOf(apiVersion: string): string {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  return join(folder(), `${group === '' ? `api__${version}` : `apis__${group}__${version}`}_openapi.json`);
}

let found: string | undefined;

/** Where the module lies; Go keeps it once it was downloaded. */
function folder(): string {
  return found ??= downloaded();
}

function downloaded(): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', MODULE], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
  return join((JSON.parse(answer) as { Dir: string }).Dir, 'api', 'openapi-spec', 'v3');
}

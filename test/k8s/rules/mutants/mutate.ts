import type { Manifest } from '../../support/manifest-validator';

type Json = { [key: string]: unknown };

/** Changes one place of a folder. */
export type Mutation = (manifests: Manifest[]) => void;

/**
 * A place in a folder: kind, name, then the way to the field, as in `Rollout/web/spec/strategy/canary/steps/0`. As in a JSON
 * Pointer, `~1` stands for a slash in a key; an item of a list is found by its index, or by its alias, step or name.
 */
export function set(path: string, value: unknown): Mutation {
  return (manifests) => {
    const { owner, key } = find(manifests, path);
    owner[key] = value;
  };
}

export function remove(path: string): Mutation {
  return (manifests) => {
    const [kind, name, ...keys] = path.split('/');
    if (keys.length === 0) {
      const index = manifests.findIndex((manifest) => manifest.kind === kind && manifest.metadata.name === name);
      if (index < 0) throw new Error(`there is no ${path}`);
      manifests.splice(index, 1);
      return;
    }
    const { owner, key } = find(manifests, path);
    if (owner[key] === undefined) throw new Error(`there is no ${path}`);
    if (Array.isArray(owner)) owner.splice(Number(key), 1);
    else delete owner[key];
  };
}

/** Puts a value at the end of a list. */
export function push(path: string, value: unknown): Mutation {
  return (manifests) => {
    const { owner, key } = find(manifests, path);
    owner[key] = [...owner[key] as unknown[] ?? [], value];
  };
}

/** Puts a value before the others of a list. */
export function unshift(path: string, value: unknown): Mutation {
  return (manifests) => {
    const { owner, key } = find(manifests, path);
    owner[key] = [value, ...owner[key] as unknown[]];
  };
}

/** Applies one more object. */
export function add(apiVersion: string, kind: string, name: string, spec: object, namespace = 'shop'): Mutation {
  return (manifests) => {
    manifests.push({ apiVersion, kind, metadata: { name, namespace }, spec: spec as Record<string, unknown> });
  };
}

export function all(...mutations: Mutation[]): Mutation {
  return (manifests) => mutations.forEach((mutation) => mutation(manifests));
}

function find(manifests: Manifest[], path: string): { owner: Json; key: string } {
  const [kind, name, ...keys] = path.split('/').map((key) => key.replace(/~1/g, '/'));
  let owner = manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name) as unknown as Json;
  for (const key of keys.slice(0, -1)) owner = owner?.[placeOf(owner, key)] as Json;
  if (owner === undefined) throw new Error(`there is nothing at ${path}`);
  return { owner, key: placeOf(owner, keys[keys.length - 1]) };
}

function placeOf(owner: unknown, key: string): string {
  if (!Array.isArray(owner) || /^\d+$/.test(key)) return key;
  const found = owner.findIndex((item: Json) => [item.as, item.uses, item.name].includes(key));
  if (found < 0) throw new Error(`there is no ${key} in the list`);
  return `${found}`;
}

import type { Json } from './json';
import type { CfnTemplate } from './subject';

/** Changes one place of a template. */
export type Mutation = (template: CfnTemplate) => void;

/**
 * A place below the resources: `Pipeline/Stages/Deploy/Actions/0`. An item of a list is found by its index or by its name, and
 * `@Type` and the like stand for what is beside the properties.
 */
export function set(path: string, value: unknown): Mutation {
  return (template) => {
    const { owner, key } = find(template, path);
    owner[key] = value as Json;
  };
}

export function remove(path: string): Mutation {
  return (template) => {
    const { owner, key } = find(template, path);
    if (owner[key] === undefined) throw new Error(`there is no ${path}`);
    if (Array.isArray(owner)) owner.splice(Number(key), 1);
    else delete owner[key];
  };
}

/** Puts values at the end of a list. */
export function push(path: string, ...values: unknown[]): Mutation {
  return (template) => {
    const { owner, key } = find(template, path);
    const before = owner[key] ?? [];
    if (!Array.isArray(before)) throw new Error(`${path} is no list`);
    owner[key] = [...before, ...values as Json[]];
  };
}

/** Puts a copy of an item at the end of its list, with what is different. */
export function repeat(path: string, times: number, differently: (item: { [key: string]: Json }, i: number) => object): Mutation {
  return (template) => {
    const { owner, key } = find(template, path);
    if (!Array.isArray(owner)) throw new Error(`${path} is in no list`);
    const item = owner[Number(key)] as { [key: string]: Json };
    for (let i = 0; i < times; i++) owner.push({ ...item, ...differently(item, i) } as Json);
  };
}

export function all(...mutations: Mutation[]): Mutation {
  return (template) => mutations.forEach((mutation) => mutation(template));
}

type Owner = { [key: string]: Json } & Json[];

function find({ Resources }: CfnTemplate, path: string): { owner: Owner; key: string & number } {
  const [id, ...keys] = path.split('/');
  const resource = Resources[id] as unknown as { [key: string]: Json };
  if (keys.length === 0) return { owner: Resources as unknown as Owner, key: id as string & number };
  let owner = (keys[0].startsWith('@') ? resource : resource?.Properties) as Owner;
  const names = [keys[0].replace(/^@/, ''), ...keys.slice(1)];
  for (const name of names.slice(0, -1)) owner = owner?.[index(owner, name) as never] as unknown as Owner;
  if (owner === undefined) throw new Error(`there is nothing at ${path}`);
  return { owner, key: index(owner, names[names.length - 1]) as string & number };
}

function index(owner: Json, name: string): string {
  if (!Array.isArray(owner) || /^\d+$/.test(name)) return name;
  const found = owner.findIndex((item) => (item as { Name?: string }).Name === name);
  if (found < 0) throw new Error(`there is no ${name} in the list`);
  return `${found}`;
}

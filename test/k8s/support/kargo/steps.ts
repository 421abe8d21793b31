import { evaluate } from './expression';
import type { Files } from './git';
import type { Freight, World } from './world';

/** How a step ended, or that it goes on. An error may pass, a failure does not. */
export type Outcome =
  | { readonly status: 'Succeeded' | 'Skipped' | 'Failed'; readonly output?: Record<string, unknown> }
  | { readonly status: 'Running'; readonly afterMs: number; readonly output?: Record<string, unknown> }
  | { readonly status: 'Errored' };

export interface Context {
  readonly world: World;
  readonly stage: string;
  readonly promotion: string;
  readonly freight: Freight;
  /** Stages by Application that names them. */
  readonly authorized: Readonly<Record<string, string[]>>;
  /** The controller's own disk, which a restart empties. */
  readonly disk: Map<string, Tree>;
  readonly previousOutput: Record<string, unknown> | undefined;
}

interface Tree {
  files: Files;
  readonly branch?: string;
  head: string;
}

type Config = Record<string, never>;
type Run = (config: Config, context: Context) => Outcome;

const DONE: Outcome = { status: 'Succeeded' };
const FAILED: Outcome = { status: 'Failed' };
const MINUTE_MS = 60_000;

/** What the kinds of steps do, read in Kargo 1.11.2 and made small. */
export const STEPS: Record<string, Run> = {
  'fail': () => FAILED,
  'compose-output': (config) => ({ status: 'Succeeded', output: config }),
  'git-clone': ({ checkout }, { world: { git }, disk }) => {
    const commits: Record<string, string> = {};
    for (const { branch, commit, create, path, as } of checkout as Checkout[]) {
      if (commit !== undefined && typeof commit !== 'string') throw new Error(`the schema wants a text, not ${String(commit)}`);
      if (branch && !git.head(branch) && create) git.push(branch, {}, 'Initial commit');
      const head = commit ?? git.head(branch!);
      if (!head) return FAILED;
      if (disk.has(path)) return { status: 'Errored' };
      disk.set(path, { files: git.files(head), branch, head });
      commits[as ?? path] = head;
    }
    return { status: 'Succeeded', output: { commits } };
  },
  'yaml-parse': ({ path, outputs }, { disk }) => {
    const [folder, file] = place(path, disk);
    const data = disk.get(folder)?.files[file];
    if (data === undefined) return { status: 'Errored' };
    try {
      return { status: 'Succeeded', output: outputsOf(outputs, data as Record<string, unknown>) };
    } catch {
      return { status: 'Errored' };
    }
  },
  'yaml-update': ({ path, updates }, { disk }) => {
    const [folder, file] = place(path, disk);
    const tree = disk.get(folder)!;
    const changed = JSON.parse(JSON.stringify(tree.files[file] ?? null)) as Record<string, unknown> | null;
    for (const { key, value } of updates as { key: string; value: unknown }[]) {
      const fields = key.split('.');
      const last = fields.pop()!;
      const parent = fields.reduce<Record<string, unknown> | null | undefined>((part, field) => part?.[field] as Record<string, unknown> | undefined, changed);
      // only what is there can be updated
      if (parent?.[last] === undefined) return { status: 'Errored' };
      parent[last] = value;
    }
    tree.files = { ...tree.files, [file]: changed };
    return DONE;
  },
  'git-clear': ({ path }, { disk }) => {
    disk.get(path)!.files = {};
    return DONE;
  },
  'copy': ({ inPath, outPath }, { disk }) => {
    const [folder, inner] = place(inPath, disk);
    const source = disk.get(folder)!.files;
    const copied = Object.entries(source).filter(([file]) => file.startsWith(inner))
      .map(([file, content]) => [file.slice(inner.length).replace(/^\//, ''), content]);
    if (copied.length === 0 && inner !== '') return { status: 'Errored' };
    disk.get(outPath)!.files = { ...disk.get(outPath)!.files, ...Object.fromEntries(copied) };
    return DONE;
  },
  'kustomize-set-image': ({ path, images }, { disk }) => {
    const tree = disk.get(path)!;
    const kustomization = tree.files['kustomization.yaml'] as { images: { name: string }[] };
    const set = (images as { image: string; digest: string }[]).map(({ image, digest }) => ({ name: image, digest }));
    const kept = kustomization.images.filter(({ name }) => !set.some((one) => one.name === name));
    tree.files = { ...tree.files, 'kustomization.yaml': { ...kustomization, images: [...kept, ...set] } };
    return DONE;
  },
  'git-commit': ({ path, message }, { world: { git }, disk }) => {
    const tree = disk.get(path)!;
    if (sameFiles(git.files(tree.head), tree.files)) return { status: 'Skipped', output: { commit: tree.head } };
    tree.head = git.commit(tree.files, message, tree.head);
    return { status: 'Succeeded', output: { commit: tree.head } };
  },
  'git-push': ({ path, generateTargetBranch }, { world: { git }, disk, promotion }) => {
    const { head, branch } = disk.get(path)!;
    try {
      git.advance(generateTargetBranch ? `kargo/promotion/${promotion}` : branch!, head);
    } catch {
      // Kargo rebases; here two releases always touch the same lines
      return FAILED;
    }
    return { status: 'Succeeded', output: { commit: head, branch: generateTargetBranch ? `kargo/promotion/${promotion}` : branch } };
  },
  'git-open-pr': ({ sourceBranch, targetBranch }, { world: { git, pullRequests }, previousOutput }) => {
    if (previousOutput) return { status: 'Succeeded', output: previousOutput };
    const [source, target] = [sourceBranch, targetBranch].map((branch) => git.files(git.head(branch)!));
    if (sameFiles(source, target)) return { status: 'Skipped' };
    const id = pullRequests.push(`${String(sourceBranch)} -> ${String(targetBranch)}`);
    return { status: 'Succeeded', output: { pr: { id, url: `https://git.example.com/${id}` } } };
  },
  'set-metadata': ({ updates }, { world: { stages } }) => {
    for (const { name, values } of updates as { name: string; values: object }[]) stages.set(name, { ...stages.get(name), ...values });
    return DONE;
  },
  'argocd-update': ({ apps }, { world, authorized, stage }) => {
    for (const { name, sources } of apps as App[]) {
      if (!authorized[name].includes(stage)) return FAILED;
      if (typeof sources![0].desiredRevision !== 'string') throw new Error('the schema wants a text as revision');
      world.sync(name, sources![0].desiredRevision);
    }
    return DONE;
  },
  'argocd-wait': ({ apps }, { world, previousOutput, authorized }) => {
    const [{ name, waitFor }] = apps as App[];
    if (!waitFor!.includes('health')) return DONE;
    const health = world.health(name, authorized[name][0]);
    const before = previousOutput?.health;
    if (health === 'Degraded' && before !== undefined && before !== 'Degraded') return FAILED;
    return health === 'Healthy' ? DONE : { status: 'Running', afterMs: MINUTE_MS, output: { health } };
  },
  'http': (config, { world }) => {
    const pairs = (list: unknown) => Object.fromEntries(((list ?? []) as { name: string; value: string }[]).map(({ name, value }) => [name, value]));
    const response = world.answer({ url: config.url, query: pairs(config.queryParams), headers: pairs(config.headers) });
    const environment = { response, ...clock(world.nowMs) };
    const { successExpression, failureExpression, outputs } = config as { successExpression?: string; failureExpression?: string; outputs?: Output[] };
    try {
      if (failureExpression && evaluate(failureExpression, environment) === true) return FAILED;
      const isDone = successExpression ? evaluate(successExpression, environment) === true : !failureExpression && response.status < 300;
      if (!isDone) return { status: 'Running', afterMs: MINUTE_MS };
      return { status: 'Succeeded', output: outputsOf(outputs ?? [], environment) };
    } catch {
      return { status: 'Errored' };
    }
  },
};

function outputsOf(outputs: Output[], environment: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(outputs.map(({ name, fromExpression }) => [name, evaluate(fromExpression, environment)]));
}

interface Checkout {
  readonly branch?: string;
  readonly commit?: unknown;
  readonly create?: boolean;
  readonly path: string;
  readonly as?: string;
}

interface Output {
  readonly name: string;
  readonly fromExpression: string;
}

interface App {
  readonly name: string;
  readonly sources?: { readonly desiredRevision: unknown }[];
  readonly waitFor?: string[];
}

/** `now`, `date` and `duration`, as milliseconds. */
export function clock(nowMs: number): Record<string, unknown> {
  const units: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000 };
  return {
    now: () => nowMs,
    date: (text: string) => Date.parse(text),
    duration: (text: string) => [...text.matchAll(/(\d+)([hms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit], 0),
  };
}

/** The work tree that a path lies in, and the rest of the path. */
function place(path: string, disk: Map<string, Tree>): [string, string] {
  const folder = [...disk.keys()].filter((key) => path === key || path.startsWith(`${key}/`)).sort((a, b) => b.length - a.length)[0] ?? '';
  return [folder, path.slice(folder.length + 1)];
}

function sameFiles(one: Files, other: Files): boolean {
  const sorted = (files: Files) => JSON.stringify(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(one) === sorted(other);
}

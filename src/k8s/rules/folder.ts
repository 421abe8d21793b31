import { Field } from './field';
import { Manifest } from './manifest';

/** What a kind is called in its API group, which moves between versions while the rules stay. */
export interface Kind {
  readonly group: string;
  readonly kind: string;
}

/** Everything that is applied together: a rule sees the objects that others refer to. */
export class Folder {
  public readonly manifests: readonly Manifest[];
  /** API groups of which there is an object. */
  public readonly groups: ReadonlySet<string>;
  private readonly byKind = new Map<string, Manifest[]>();
  private readonly byName = new Map<string, Map<string, Manifest[]>>();
  private readonly views = new Map<(folder: Folder) => unknown, unknown>();

  /**
   * @param values what was parsed, each one object or a List of them
   * @param name where they lie; empty when there is but one such place
   */
  constructor(values: readonly unknown[], name: string) {
    this.manifests = values.flatMap(unlisted).map((value) => new Manifest(value, name));
    this.groups = new Set(this.manifests.map(({ group }) => group));
    for (const manifest of this.manifests) entered(this.byKind, keyOf(manifest), manifest);
  }

  public of(kind: Kind): readonly Manifest[] {
    return this.byKind.get(keyOf(kind)) ?? [];
  }

  /** What several rules look at in the same way is put together once. */
  public seenAs<View>(view: (folder: Folder) => View): View {
    if (!this.views.has(view)) this.views.set(view, view(this));
    return this.views.get(view) as View;
  }

  /** The object of a name that another one can mean. */
  public find(kind: Kind, name: string, beside: Manifest): Manifest | undefined {
    return this.named(kind).get(name)?.find((manifest) => manifest.isBeside(beside));
  }

  private named(kind: Kind): Map<string, Manifest[]> {
    const key = keyOf(kind);
    const known = this.byName.get(key);
    if (known) return known;
    const names = new Map<string, Manifest[]>();
    for (const manifest of this.of(kind)) entered(names, manifest.name, manifest);
    this.byName.set(key, names);
    return names;
  }
}

function keyOf({ group, kind }: Kind): string {
  return `${group}/${kind}`;
}

function entered(index: Map<string, Manifest[]>, key: string, manifest: Manifest): void {
  const known = index.get(key);
  if (known) known.push(manifest);
  else index.set(key, [manifest]);
}

function unlisted(value: unknown): unknown[] {
  const field = new Field(value, '');
  if (field.at('kind').text !== 'List' || !Array.isArray((value as { items?: unknown }).items)) return [value];
  return (value as { items: unknown[] }).items;
}

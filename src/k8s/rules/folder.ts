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
  private readonly byKind = new Map<string, Manifest[]>();

  /**
   * @param values what was parsed, each one object or a List of them
   * @param name where they lie; empty when there is but one such place
   */
  constructor(values: readonly unknown[], name: string) {
    this.manifests = values.flatMap(unlisted).map((value) => new Manifest(value, name));
    for (const manifest of this.manifests) {
      const key = `${manifest.group}/${manifest.kind}`;
      const known = this.byKind.get(key);
      if (known) known.push(manifest);
      else this.byKind.set(key, [manifest]);
    }
  }

  public of({ group, kind }: Kind): readonly Manifest[] {
    return this.byKind.get(`${group}/${kind}`) ?? [];
  }

  /** The object of a name that another one can mean. */
  public find(kind: Kind, name: string, beside: Manifest): Manifest | undefined {
    return this.of(kind).find((manifest) => manifest.name === name && manifest.isBeside(beside));
  }
}

function unlisted(value: unknown): unknown[] {
  const field = new Field(value, '');
  if (field.at('kind').text !== 'List' || !Array.isArray((value as { items?: unknown }).items)) return [value];
  return (value as { items: unknown[] }).items;
}

import { Field } from './field';

/** An object as it would be applied. */
export class Manifest {
  public readonly kind: string;
  /** API group; empty for the core. */
  public readonly group: string;
  public readonly version: string;
  public readonly name: string;
  /** Empty when it is not said. */
  public readonly namespace: string;
  public readonly root: Field;

  constructor(value: unknown, folder: string) {
    const bare = new Field(value, '');
    const [version, group = ''] = bare.at('apiVersion').text.split('/').reverse();
    this.kind = bare.at('kind').text;
    this.group = group;
    this.version = version;
    this.name = bare.at('metadata', 'name').text;
    this.namespace = bare.at('metadata', 'namespace').text;
    this.root = new Field(value, [...(folder === '' ? [] : [folder]), this.kind || 'object', this.name || 'unnamed']);
  }

  public get spec(): Field {
    return this.root.at('spec');
  }

  public get labels(): ReadonlyMap<string, string> {
    return this.root.at('metadata', 'labels').labels;
  }

  /** Whether it can be meant by what stands in another object; what says no namespace is applied wherever the others are. */
  public isBeside(other: Manifest): boolean {
    return this.namespace === '' || other.namespace === '' || this.namespace === other.namespace;
  }
}

import { field, text } from './data';
import type { Notes, Place } from './notes';
import type { Resource } from './template';
import { Template } from './template';
import { templateData } from './template-text';

/** Templates that belong together: a pipeline's, and those of what it deploys. */
export class Templates {
  private readonly all: Template[];

  constructor(texts: Readonly<Record<string, string>>, notes: Notes) {
    this.all = Object.entries(texts).map(([name, content]) => new Template(name, templateData(name, content), notes));
  }

  /** The template that a place is in. */
  public at({ template }: Place): Template {
    return this.all.find(({ name }) => name === template)!;
  }

  /** All resources of some types, in the order in which they stand. */
  public ofType(types: readonly string[], templates: readonly Template[] = this.all): Resource[] {
    return templates.flatMap((template) => template.types.filter(([, type]) => types.includes(type)).flatMap(([id]) => template.resource(id) ?? []));
  }

  /**
   * The resource that a text means: by reference within its own template, or by its name in any of them.
   * @param property where the resource has its name
   */
  public named(from: Template, name: string, types: readonly string[], property: string): Resource | undefined {
    const referred = this.referredTo(from, name);
    if (referred && types.includes(referred.type)) return referred;
    return this.ofType(types).find(({ properties }) => name !== '' && text(field(properties, property)) === name);
  }

  /** The resource that a text refers to in a template; what is handed to a nested stack stands in the one that nests it. */
  public referredTo(from: Template, reference: string): Resource | undefined {
    const known = from.referredTo(reference);
    const [, parameter] = /^\$\{(\w+)\}$/.exec(reference) ?? [];
    if (known || !parameter) return known;
    const handed = this.ofType(['AWS::CloudFormation::Stack']).filter(({ properties }) => field(properties, 'Parameters', parameter) !== undefined);
    return handed.length === 1 ? handed[0].template.referredTo(text(field(handed[0].properties, 'Parameters', parameter))) : undefined;
  }

  /** The template that an action deploys, by its path in an artifact. */
  public atPath(path: string): Template | undefined {
    const base = (whole: string) => whole.split('/').pop()!;
    return this.all.find(({ name }) => name === path || name.endsWith(`/${path}`)) ?? this.all.find(({ name }) => path !== '' && base(name) === base(path));
  }
}

import { ProblemError } from '../../plan/problem-error';
import { SP4502 } from '../problems-read';
import { field, isMapping, mapping, text } from './data';
import { Intrinsics } from './intrinsics';
import type { Notes, Place } from './notes';

/** A resource, with its intrinsic functions resolved as far as the template allows. */
export interface Resource {
  readonly template: Template;
  readonly id: string;
  readonly type: string;
  readonly properties: unknown;
}

/** A template of CloudFormation. */
export class Template {
  private readonly known = new Map<string, Resource>();
  private readonly intrinsics: Intrinsics;

  /** @throws problem `SP4502` when the data is no template */
  constructor(public readonly name: string, private readonly data: unknown, notes: Notes) {
    if (!isMapping(field(data, 'Resources'))) {
      throw new ProblemError([SP4502.at(name, {
        got: isMapping(data) ? `a mapping of ${Object.keys(data).slice(0, 5).join(', ') || 'nothing'}` : typeof data,
        allowed: 'a mapping with Resources', remedies: ['hand over templates of CloudFormation'],
      })]);
    }
    this.intrinsics = new Intrinsics(data, notes);
  }

  /** Logical ids and types of all resources. */
  public get types(): [id: string, type: string][] {
    return Object.entries(mapping(field(this.data, 'Resources'))).map(([id, resource]) => [id, text(field(resource, 'Type'))]);
  }

  public resource(id: string): Resource | undefined {
    const written = field(this.data, 'Resources', id);
    if (!isMapping(written)) return undefined;
    const known = this.known.get(id) ?? {
      template: this, id, type: text(field(written, 'Type')), properties: this.intrinsics.resolved(field(written, 'Properties'), this.place(id)),
    };
    this.known.set(id, known);
    return known;
  }

  /** The resource that a resolved text refers to, as a whole or by an attribute. */
  public referredTo(reference: string): Resource | undefined {
    const [, id] = /^\$\{([A-Za-z0-9]+)(\.[A-Za-z0-9.]+)?\}$/.exec(reference) ?? [];
    return id ? this.resource(id) : undefined;
  }

  private place(logicalId: string): Place {
    return { template: this.name, logicalId, path: '' };
  }
}

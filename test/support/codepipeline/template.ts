import type { Leaves } from '../template-text';
import { textWith } from '../template-text';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly UpdatePolicy?: Record<string, Record<string, unknown>>;
}

/** A CloudFormation template, as it was emitted. */
export interface Template {
  readonly Resources: Record<string, Resource>;
}

/** Logical ids and properties of all resources of a type. */
export function resourcesOf<P>(template: Template, type: string): [string, P][] {
  return Object.entries(template.Resources).filter(([, { Type }]) => Type === type).map(([id, { Properties }]) => [id, (Properties ?? {}) as P]);
}

/**
 * A value as text. What only exists in an account is its reference: `Id` for a Ref and `Id.Attribute` for an attribute, so that
 * two ways to name one thing can be compared.
 */
export function text(value: unknown): string {
  return textWith(REFERENCES, value);
}

const REFERENCES: Leaves = {
  ref: (id) => id,
  attribute: (id, attribute) => `${id}.${attribute}`,
  other: (name) => { throw new Error(`the model does not know the intrinsic function ${name}`); },
};

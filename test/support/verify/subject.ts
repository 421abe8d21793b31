import type { Json } from './json';

export interface CfnResource {
  readonly Type: string;
  readonly Properties?: { [name: string]: Json };
  readonly DependsOn?: string | string[];
}

/** A CloudFormation template, whoever wrote it. */
export interface CfnTemplate {
  readonly Resources: Record<string, CfnResource>;
  readonly Parameters?: Record<string, Json>;
  readonly Conditions?: Record<string, Json>;
  readonly Outputs?: Record<string, Json>;
}

/** A template and where it is deployed. */
export interface Subject {
  readonly name: string;
  readonly template: CfnTemplate;
  readonly account: string;
  readonly region: string;
  /** Folder its assets are found in; left out where nothing but the template is known. */
  readonly assembly?: string;
}

export interface Finding {
  /** Name of the rule, unique in its checker. */
  readonly rule: string;
  /** Name of the template and path in it. */
  readonly at: string;
  readonly message: string;
}

/** Looks at the templates of one application together: some faults show only between two of them. */
export interface Checker {
  readonly name: string;
  check(subjects: Subject[]): Finding[] | Promise<Finding[]>;
}

/** The resources of some types, by logical name. */
export function resourcesOf({ Resources }: CfnTemplate, ...types: string[]): { id: string; properties: { [name: string]: Json } }[] {
  return Object.entries(Resources).filter(([, { Type }]) => types.includes(Type)).map(([id, { Properties }]) => ({ id, properties: Properties ?? {} }));
}

import type { Finding, Subject } from '../subject';

/** One thing that CloudFormation deploys and the service then refuses, or worse, accepts and ignores. */
export interface TemplateRule {
  /** Lower case with hyphens; what is wrong is found under this name. */
  readonly name: string;
  /** What the service allows, as it stands in its documentation. */
  readonly allowed: string;
  check(subject: Subject): Breach[];
}

/** A place that breaks a rule, below the template, and what stands there. */
export interface Breach {
  readonly at: string;
  readonly got: string;
}

export function apply(rules: TemplateRule[], subjects: Subject[]): Finding[] {
  return subjects.flatMap((subject) => rules.flatMap(({ name, allowed, check }) =>
    check(subject).map(({ at, got }) => ({ rule: name, at: `${subject.name}/${at}`, message: `got ${got}; allowed is ${allowed}` }))));
}

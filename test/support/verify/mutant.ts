import { goodPipeline } from './good/pipeline';
import { goodWorkloads } from './good/workloads';
import type { Mutation } from './mutate';
import type { CfnTemplate, Finding, Subject } from './subject';

const BASES = { pipeline: goodPipeline, workloads: goodWorkloads };

/** A good template with a single fault. */
export interface Mutant {
  readonly what: string;
  readonly base: keyof typeof BASES;
  readonly mutation: Mutation;
  /** Checker and rule that find it. */
  readonly foundBy: string;
}

export function mutated({ base, mutation }: Mutant): Subject {
  const subject = BASES[base];
  const template = JSON.parse(JSON.stringify(subject.template)) as CfnTemplate;
  mutation(template);
  return { ...subject, template };
}

/** Checker and rule of a finding, as mutants name them. */
export function nameOf(checker: string, { rule }: Finding): string {
  return `${checker}/${rule}`;
}

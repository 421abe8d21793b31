import { TemplateReading } from '../aws/template-reading';
import { ManifestReading } from '../k8s/manifest-reading';
import type { Problem } from '../plan/problem';
import { ProblemError } from '../plan/problem-error';
import type { Audit } from '../report/audit/audit';
import { audit } from '../report/audit/audit';
import { isAboutFile, manifestSentence, templateSentence, UNKNOWN, WRITTEN_PLAN } from './audited-file';
import type { InputNote } from './input';
import type { InputFiles } from './input-files';

/** What an audit says of everything that was given. */
export interface Audited extends Audit {
  /** By the name of each file in which nothing is released, why. */
  readonly files: Readonly<Record<string, string>>;
  readonly notes: readonly InputNote[];
}

type Part = Audited;
const NONE: Part = { waves: [], problems: [], elsewhere: [], files: {}, notes: [] };

/**
 * Audits files that belong together. A file that cannot be read is a problem, and the others are read.
 */
export function audited(files: InputFiles): Audited {
  const parts = [auditedTemplates(files.template), auditedManifests(files.manifests), withoutRelease(files)];
  return {
    waves: parts.flatMap(({ waves }) => waves),
    problems: parts.flatMap(({ problems }) => problems),
    elsewhere: parts.flatMap(({ elsewhere }) => elsewhere),
    files: Object.assign({}, ...parts.map((part) => part.files)) as Audited['files'],
    notes: parts.flatMap(({ notes }) => notes),
  };
}

function auditedTemplates(texts: Record<string, string>): Part {
  const unreadable = new Map(Object.entries(texts).flatMap(([name, text]) => {
    const problems = problemsOf(name, text);
    return problems.length > 0 ? [[name, problems] as const] : [];
  }));
  const readable = Object.fromEntries(Object.entries(texts).filter(([name]) => !unreadable.has(name)));
  if (Object.keys(readable).length === 0) return { ...NONE, problems: [...unreadable.values()].flat() };
  const { plans, notes, _seen } = TemplateReading.of(readable);
  const found = audit(plans.map((plan) => plan._document), _seen);
  return {
    ...found,
    problems: [...[...unreadable.values()].flat(), ...found.problems],
    files: sentences(readable, templateSentence),
    notes: notes.map(({ template, logicalId, path, text }) => ({ place: [template, logicalId, path].filter(Boolean).join(' '), text })),
  };
}

/** One text that is no template would keep all others from being read. */
function problemsOf(name: string, text: string): readonly Problem[] {
  try {
    TemplateReading.of({ [name]: text });
    return [];
  } catch (thrown) {
    if (thrown instanceof ProblemError) return thrown.problems;
    throw thrown;
  }
}

function auditedManifests(texts: Record<string, string>): Part {
  if (Object.keys(texts).length === 0) return NONE;
  const { plans, notes, problems, _seen } = ManifestReading.of(texts);
  return {
    ...audit(plans.map((plan) => plan._document), _seen, problems.filter(({ code }) => !isAboutFile(code))),
    files: sentences(texts, manifestSentence),
    notes: notes.map(({ path, text }) => ({ place: path, text })),
  };
}

function withoutRelease({ plan, unknown }: InputFiles): Part {
  return { ...NONE, files: { ...sentences(plan, () => WRITTEN_PLAN), ...sentences(unknown, () => UNKNOWN) } };
}

function sentences(texts: Record<string, string>, say: (name: string, text: string) => string | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).flatMap(([name, text]) => {
    const said = say(name, text);
    return said === undefined ? [] : [[name, said]];
  }));
}

import { TemplateReading } from '../aws/template-reading';
import { ManifestReading } from '../k8s/manifest-reading';
import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import { ProblemError } from '../plan/problem-error';
import { nearest } from '../private/nearest';
import { shown } from '../private/shown';
import type { InputFiles } from './input-files';
import { inputFiles, namesOf } from './input-files';
import { SP8002, SP8003 } from './problems';
import { writtenPlans } from './written-plans';

/** Something that was not understood, or that was taken for granted. */
export interface InputNote {
  /** File, and place in it; empty where it is about the reading as a whole. */
  readonly place: string;
  readonly text: string;
}

/** What a path releases. */
export interface Input {
  /** As it was given. */
  readonly path: string;
  /** By the names that problems give them. */
  readonly files: readonly string[];
  /** At least one. */
  readonly plans: readonly Plan[];
  /** Those of the plans that were read of manifests: what controllers would do otherwise concerns no other plan. */
  readonly ofManifests: readonly Plan[];
  /** Of reading, and what controllers would do otherwise; those of a plan are in the plan. */
  readonly problems: readonly Problem[];
  readonly notes: readonly InputNote[];
}

/**
 * Reads whatever lies at a path: a plan, templates, manifests, or a folder of them.
 * @throws problems `SP8001` and `SP8002` when nothing that is released can be found, and those of the readers when a text is not what it seems to be
 */
export function readInput(path: string): Input {
  return inputOf(path, inputFiles(path));
}

/**
 * Reads texts that somebody else has fetched.
 * @throws problem `SP8002`, and those of the readers
 */
export function inputOf(path: string, files: InputFiles): Input {
  const written = writtenPlans(files.plan);
  const fromTemplates = readTemplates(files);
  const fromManifests = readManifests(files);
  const plans = [...written, ...fromTemplates.plans, ...fromManifests.plans];
  if (plans.length === 0 && fromManifests.problems.length > 0) throw new ProblemError([...fromManifests.problems]);
  if (plans.length === 0) throw new ProblemError([nothing(path, files)]);
  const notes = [...fromTemplates.notes, ...fromManifests.notes];
  return { path, files: namesOf(files), plans, ofManifests: fromManifests.plans, problems: fromManifests.problems, notes };
}

/**
 * The one plan that is meant.
 * @throws problem `SP8003` when that is not clear
 */
export function onePlan({ path, plans }: Input, service: string | undefined): Plan {
  const chosen = service === undefined ? plans : plans.filter((plan) => plan.service === service);
  if (chosen.length === 1) return chosen[0];
  throw new ProblemError([chosen.length > 1 ? several(path, chosen) : noneOf(path, plans, service)]);
}

function several(path: string, plans: readonly Plan[]): Problem {
  const names = servicesOf(plans);
  if (names.length === 1) {
    return SP8003.at(path, {
      got: `${plans.length} pipelines of ${names[0]}`, allowed: 'one pipeline of that name', remedies: ['give the path of the file that is meant'],
    });
  }
  return SP8003.at(path, {
    got: `${plans.length} pipelines`, allowed: `one of ${names.join(', ')}`, remedies: ['choose with --service', 'give the path of the one that is meant'],
  });
}

function noneOf(path: string, plans: readonly Plan[], service: string | undefined): Problem {
  const names = servicesOf(plans);
  const meant = nearest(service ?? '', names);
  return SP8003.at(path, {
    got: shown(service), allowed: `one of ${names.join(', ')}`,
    remedies: [meant ? `write --service ${meant} if that is meant` : 'choose with --service', 'give the path of the one that is meant'],
  });
}

function servicesOf(plans: readonly Plan[]): string[] {
  return [...new Set(plans.map((plan) => plan.service))];
}

type Part = Pick<Input, 'plans' | 'problems' | 'notes'>;
const NONE: Part = { plans: [], problems: [], notes: [] };

function readTemplates({ template }: InputFiles): Part {
  if (Object.keys(template).length === 0) return NONE;
  const { plans, notes } = TemplateReading.of(template);
  return { plans, problems: [], notes: notes.map(({ template: name, logicalId, path, text }) => ({ place: [name, logicalId, path].filter(Boolean).join(' '), text })) };
}

function readManifests({ manifests }: InputFiles): Part {
  if (Object.keys(manifests).length === 0) return NONE;
  const { plans, notes, problems } = ManifestReading.of(manifests);
  return { plans, problems, notes: notes.map(({ path, text }) => ({ place: path, text })) };
}

function nothing(path: string, { template, manifests }: InputFiles): Problem {
  const isSomething = Object.keys(template).length + Object.keys(manifests).length > 0;
  return SP8002.at(path, {
    got: isSomething ? 'templates or manifests without a pipeline or a workload' : 'neither a plan, nor a template, nor manifests',
    allowed: 'a plan, the template of a pipeline or of what it deploys, or the manifests of a workload or of what promotes it',
    remedies: ['give the path of the folder that holds all of it', 'write the plan with Plan.of(pipeline).toJson()'],
  });
}

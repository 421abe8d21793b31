import type { Field } from '../field';
import type { Folder } from '../folder';
import { ANALYSIS_TEMPLATE, CLUSTER_ANALYSIS_TEMPLATE } from '../kinds';
import type { Manifest } from '../manifest';
import type { Rollout } from '../rollouts/rollout';
import { rolloutsOf } from '../rollouts/rollout';
import { countOf, measuredByMs } from './metric-times';

/** Where a Rollout asks for an analysis. */
export interface AnalysisUse {
  readonly kind: 'background' | 'step' | 'prePromotion' | 'postPromotion' | 'experiment';
  readonly rollout: Rollout;
  readonly field: Field;
  /** Those that the folder has, with the ones that they refer to. */
  readonly templates: Manifest[];
  /** Whether the folder has all of them. */
  readonly isComplete: boolean;
}

export function usesOf(folder: Folder): AnalysisUse[] {
  return folder.seenAs(allUses);
}

function allUses(folder: Folder): AnalysisUse[] {
  return rolloutsOf(folder).flatMap((rollout) => places(rollout).filter(({ field }) => field.isSet).map(({ kind, field }) => {
    const named = kind === 'experiment' ? [field] : field.at('templates').items;
    const found = named.map((reference) => templateOf(reference, folder, rollout.manifest));
    const known = found.filter((template) => template !== undefined);
    const all = withNested(known, folder);
    return { kind, rollout, field, templates: all.templates, isComplete: known.length === found.length && all.isComplete };
  }));
}

function places({ canary, blueGreen, steps }: Rollout): Pick<AnalysisUse, 'kind' | 'field'>[] {
  return [
    { kind: 'background', field: canary.at('analysis') },
    ...steps.map((step) => ({ kind: 'step' as const, field: step.at('analysis') })),
    ...steps.flatMap((step) => step.at('experiment', 'analyses').items).map((field) => ({ kind: 'experiment' as const, field })),
    { kind: 'prePromotion', field: blueGreen.at('prePromotionAnalysis') },
    { kind: 'postPromotion', field: blueGreen.at('postPromotionAnalysis') },
  ];
}

export function templateOf(reference: Field, folder: Folder, beside: Manifest): Manifest | undefined {
  return folder.find(reference.at('clusterScope').isTrue ? CLUSTER_ANALYSIS_TEMPLATE : ANALYSIS_TEMPLATE, reference.at('templateName').text, beside);
}

/** Templates may be made of others, each of which is taken once. */
function withNested(templates: Manifest[], folder: Folder): Pick<AnalysisUse, 'templates' | 'isComplete'> {
  const all = [...new Set(templates)];
  let isComplete = true;
  for (const template of all) {
    for (const reference of template.spec.at('templates').items) {
      const nested = templateOf(reference, folder, template);
      if (!nested) isComplete = false;
      else if (!all.includes(nested)) all.push(nested);
    }
  }
  return { templates: all, isComplete };
}

/** How long a step waits for it: as long as the longest of its metrics, as far as that is known. */
export function lengthMs({ templates }: AnalysisUse): number {
  return Math.max(0, ...templates.flatMap(metricsOf).map((metric) => measuredByMs(metric, countOf(metric) ?? 1) ?? 0));
}

export function templatesOf(folder: Folder): Manifest[] {
  return [...folder.of(ANALYSIS_TEMPLATE), ...folder.of(CLUSTER_ANALYSIS_TEMPLATE)];
}

export function metricsOf(template: Manifest): Field[] {
  return template.spec.at('metrics').items;
}

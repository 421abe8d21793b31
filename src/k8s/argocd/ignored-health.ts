import type { Engine } from '../engine';
import { Promotion } from '../engine';

/**
 * Keeps an object out of the health of its Application, which is that of its worst object, and by which a promotion judges a release: for what is unwell
 * now and then whatever is released. Nothing where Argo CD does not deliver.
 */
export function ignoredHealth({ promotion }: Engine): Record<string, string> {
  return promotion === Promotion.NONE ? {} : { 'argocd.argoproj.io/ignore-healthcheck': 'true' };
}

/*
 * A patch of the Canaries in the kustomization of an environment, as one line that a promotion replaces by another. To Flagger a
 * version that is brought back is a new one, which it would release step by step.
 */

/** The Canaries of workloads; one that somebody wrote beside them is left alone. */
export const CANARIES = { group: 'flagger.app', kind: 'Canary', labelSelector: 'app.kubernetes.io/managed-by=spillway' };

/** Every change is released step by step. */
export const ANALYSED = JSON.stringify([{ op: 'replace', path: '/spec/skipAnalysis', value: false }]);

/** What is brought back has all traffic as soon as its pods are ready, and Flagger looks as often as it can. */
export const AT_ONCE = JSON.stringify([
  { op: 'replace', path: '/spec/skipAnalysis', value: true },
  { op: 'replace', path: '/spec/analysis/interval', value: '10s' },
]);

/** Where the patch stands. */
export const PATCH = 'patches.0.patch';

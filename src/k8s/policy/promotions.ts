/** What a policy on the beginning of Promotions is asked about. */
export const NEW_PROMOTIONS = [{ apiGroups: ['kargo.akuity.io'], apiVersions: ['v1alpha1'], operations: ['CREATE'], resources: ['promotions'] }];

/** CEL that is true for a Promotion to one of the Stages. */
export function stageIn(stages: string[]): string {
  return `object.spec.stage in [${stages.map((stage) => `'${stage}'`).join(', ')}]`;
}

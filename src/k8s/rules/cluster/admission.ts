import type { Problem } from '../../../plan/problem';
import type { Folder } from '../folder';
import { ADMISSION_BINDING, ADMISSION_POLICY } from '../kinds';
import { SP5285, SP5286 } from '../problems-cluster';

/** A policy and its bindings are of use only together. */
export function admission(folder: Folder): Problem[] {
  return folder.of(ADMISSION_POLICY).flatMap((policy) => {
    const bindings = folder.of(ADMISSION_BINDING).filter((binding) => binding.spec.at('policyName').text === policy.name);
    const asks = policy.spec.at('paramKind').isSet;
    const denies = bindings.some((binding) => binding.spec.at('validationActions').texts.includes('Deny'));
    const isIgnored = policy.spec.at('failurePolicy').text === 'Ignore';
    return [
      ...bindings.map((binding) => binding.spec.at('paramRef')).filter(({ isSet }) => isSet !== asks).map((reference) => SP5285.at(reference.path, {
        got: reference.shown,
        allowed: asks ? `a ${policy.spec.at('paramKind', 'kind').shown}` : `nothing, since ${policy.name} has no paramKind`,
        remedies: asks ? ['add a paramRef', 'remove paramKind from the policy'] : ['remove paramRef', 'add paramKind to the policy'],
      })),
      ...(denies ? [] : [SP5286.at(policy.root.path, {
        got: bindings.length === 0 ? 'no binding' : 'no binding that denies',
        allowed: 'a binding with Deny among its validationActions',
        remedies: [`add a ValidatingAdmissionPolicyBinding with the policyName ${policy.name}`],
      })]),
      ...(isIgnored ? [SP5286.at(policy.spec.at('failurePolicy').path, {
        got: 'Ignore',
        allowed: '"Fail"',
        remedies: ['use Fail: what cannot be judged is then not let through'],
      })] : []),
    ];
  });
}

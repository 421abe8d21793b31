import { Rule, Variable } from 'aws-cdk-lib/aws-codepipeline';
import type { GrantedRule } from './rule';

export const RELEASE_TYPE = 'RELEASE_TYPE';

/** What a release is, said when it is started; one that a push starts is a feature. */
export function releaseType(): Variable {
  return new Variable({ variableName: RELEASE_TYPE, defaultValue: 'feature', description: 'type of the release: a hotfix or security release may take an expedited path' });
}

/** Hold for every type but these: what nobody has heard of, a misspelled type too, takes the long way. */
export function otherTypesThan(types: string[]): GrantedRule[] {
  return types.map((type) => ({
    rule: new Rule({
      name: `Not-${type}`,
      provider: 'VariableCheck',
      version: '1',
      configuration: { Variable: `#{variables.${RELEASE_TYPE}}`, Operator: 'NE', Value: type },
    }),
    statements: [],
  }));
}

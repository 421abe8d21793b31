import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { PrincipalBase } from 'aws-cdk-lib/aws-iam';
import { Stack, Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Problem } from '../plan/problem';
import { SP4018 } from './problems';

/**
 * Whom a permission would not reach, since the CDK drops it in silence: a role of another account, and a principal that is no
 * identity and has no policies. What is granted on has none either, in which it could be written instead.
 * @param grant the name of the method
 */
export function outOfReach(on: IConstruct, grant: string, { grantPrincipal }: IGrantable): Problem[] {
  const { account } = Stack.of(on);
  const { principalAccount } = grantPrincipal;
  const told = { allowed: `a role of ${account}`, remedies: [`make a role in ${account} that they may assume, and grant it to that one`] };
  if (grantPrincipal instanceof PrincipalBase) return [SP4018.at(on.node.path, { got: `${grant} to ${grantPrincipal}`, ...told })];
  if (principalAccount === undefined || Token.isUnresolved(principalAccount) || Token.isUnresolved(account) || principalAccount === account) return [];
  return [SP4018.at(on.node.path, { got: `${grant} to ${grantPrincipal} of ${principalAccount}`, ...told })];
}

import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AccountPrincipal, PolicyDocument, Role } from 'aws-cdk-lib/aws-iam';
import type { Stack } from 'aws-cdk-lib/core';
import { readerRoleName } from '../names';
import type { Place } from '../place';

/** One in a stage. */
export const READER_ID = 'ReleaseAlarmReader';

export interface AlarmReaderProps {
  readonly service: string;
  readonly environment: string;
  /** Whose account may read them. */
  readonly reader: Place;
  readonly statements: PolicyStatement[];
}

/**
 * Lets the pipeline's account read the state of alarms, or what is left of an error budget, and nothing else. It trusts the account, not the
 * pipeline's role: that role comes to exist, and may be replaced, independently of the environment.
 */
export function readerRole(stack: Stack, props: AlarmReaderProps): Role {
  const { service, environment } = props;
  return new Role(stack, READER_ID, {
    roleName: readerRoleName(service, environment),
    description: `lets the release pipeline of ${service} read whether ${environment} is healthy`,
    assumedBy: new AccountPrincipal(props.reader.account),
    inlinePolicies: {
      Read: new PolicyDocument({ statements: props.statements }),
    },
  });
}

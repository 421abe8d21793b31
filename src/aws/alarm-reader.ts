import { AccountPrincipal, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Stack } from 'aws-cdk-lib/core';
import { readerRoleName } from './names';
import type { Place } from './place';

export interface AlarmReaderProps {
  readonly service: string;
  readonly environment: string;
  /** Where the alarms are. */
  readonly place: Place;
  readonly alarmNames: string[];
  /** Whose account may read them. */
  readonly reader: Place;
}

/**
 * Lets the pipeline's account read the state of an environment's alarms and nothing else. It trusts the account, not the
 * pipeline's role: that role comes to exist, and may be replaced, independently of the environment.
 */
export function readerRole(stack: Stack, props: AlarmReaderProps): Role {
  const { service, environment, place, alarmNames } = props;
  return new Role(stack, 'ReleaseAlarmReader', {
    roleName: readerRoleName(service, environment),
    description: `lets the release pipeline of ${service} read whether ${environment} is healthy`,
    assumedBy: new AccountPrincipal(props.reader.account),
    inlinePolicies: {
      Read: new PolicyDocument({
        statements: [new PolicyStatement({
          actions: ['cloudwatch:DescribeAlarms'],
          resources: alarmNames.map((name) => `arn:${place.partition}:cloudwatch:${place.region}:${place.account}:alarm:${name}`),
        })],
      }),
    },
  });
}

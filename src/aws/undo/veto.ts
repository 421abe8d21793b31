import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Arn, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { vetoPath } from '../names';

/** The vetoes of a service: parameters named after the revisions that were rolled back. */
export function vetoStatement(scope: Construct, service: string, actions: string[]): PolicyStatement {
  const resource = Arn.format({ service: 'ssm', resource: 'parameter', resourceName: `${vetoPath(service).slice(1)}/*` }, Stack.of(scope));
  return new PolicyStatement({ actions, resources: [resource] });
}

/**
 * First command of the synthesis: a revision that was rolled back does not go again until somebody lifts the veto. Only
 * the answer that there is no veto lets it through. One literal line, since it is part of the pipeline's definition.
 */
export function vetoCommand(service: string): string {
  return [
    `VETO="$(aws ssm get-parameter --name "${vetoPath(service)}/\${CODEBUILD_RESOLVED_SOURCE_VERSION:?is not known}" --query Parameter.Value --output text 2>&1)";`,
    'case "$?:$VETO" in',
    '0:*) echo "this revision was rolled back and goes again when somebody lifts the veto: $VETO"; exit 1 ;;',
    '*ParameterNotFound*) ;;',
    '*) echo "nobody can say whether this revision is vetoed: $VETO"; exit 1 ;;',
    'esac',
  ].join(' ');
}

import type { App } from 'aws-cdk-lib/core';
import { Stack } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Finding } from './subject';

/** cdk-nag's AwsSolutions. It looks at constructs, not at templates, so the app must have been synthesized. */
export function nag(app: App): Finding[] {
  const pack = new AwsSolutionsChecks(app);
  return app.node.findAll().filter(Stack.isStack).flatMap((stack) => pack.validateScope(stack).violations
    .flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath }) => ({ rule: ruleName, at: `${stack.stackName}/${constructPath}`, message: description }))));
}

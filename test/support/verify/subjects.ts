import type { App } from 'aws-cdk-lib/core';
import { inlined } from './inlined';
import type { CfnTemplate, Subject } from './subject';

/** All templates of an app, with the places they are deployed to. */
export function subjectsOf(app: App): Subject[] {
  return app.synth().stacksRecursively.map(({ stackName, template, environment, assembly }) => ({
    name: stackName,
    template: inlined(template as CfnTemplate, assembly.directory),
    account: environment.account,
    region: environment.region,
    assembly: assembly.directory,
  }));
}

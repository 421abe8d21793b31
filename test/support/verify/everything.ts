import { App } from 'aws-cdk-lib/core';
import { flags } from './everything/flags';
import { functions } from './everything/functions';
import { services } from './everything/services';

/** An application that uses each feature the AWS back end has, in a pipeline for each kind of workload. */
export function everything(outdir?: string): App {
  const app = new App({ outdir });
  functions(app);
  services(app);
  flags(app);
  return app;
}

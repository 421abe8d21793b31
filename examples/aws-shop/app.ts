import type { AppProps } from 'aws-cdk-lib/core';
import { App } from 'aws-cdk-lib/core';
import { releaseApi } from './api/release';
import { releaseStorefront } from './storefront/release';

/** The whole application: each service with its pipeline's stack, and a stage for each environment. */
export function shopApp(props?: AppProps): App {
  const app = new App(props);
  releaseApi(app);
  releaseStorefront(app);
  return app;
}

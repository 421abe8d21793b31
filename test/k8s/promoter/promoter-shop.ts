import { k8s } from 'spillway';
import type { ShopOptions } from '../support/shop';
import { object, shop } from '../support/shop';

export const SCM = k8s.ScmProvider.gitHub({ name: 'github' });
export const REPOSITORY = { url: 'https://github.com/example/deploy.git', scm: SCM };

/** The shop, promoted by GitOps Promoter. */
export function promoted(options: ShopOptions = {}) {
  const app = new k8s.GitOpsApp({ outdir: 'unused', engine: k8s.Engine.of({ promotion: k8s.Promotion.GIT_OPS_PROMOTER }) });
  return shop({ app, ...options, release: { images: [], repository: REPOSITORY, ...options.release } });
}

/** The specification of an object of the control plane. */
export function spec<T>(app: k8s.GitOpsApp, kind: string, name: string): T {
  return object(app, 'delivery', kind, name).spec as T;
}

/** A WebRequestCommitStatus, as far as it is asked about. */
export interface WebRequestSpec {
  readonly reportOn: string;
  readonly httpRequest: { readonly urlTemplate: string; readonly methodTemplate: string; readonly bodyTemplate?: string; readonly authentication?: object };
  readonly mode: { readonly trigger: { readonly requeueDuration: string; readonly when: { readonly expression: string } } };
  readonly success: {
    readonly when: { readonly variables?: { readonly expression: string }; readonly expression: string; readonly output?: { readonly expression: string } };
  };
}

import type { PlanDocument } from '../plan/document';
import type { Audience } from './audience';
import type { IChangeSystem } from './change-system';
import type { Engine } from './engine';
import type { EvidenceStore } from './evidence-store';
import type { ImagePolicy } from './image-policy';
import type { KargoApi } from './kargo-api';
import type { Reviews } from './reviews';
import type { ScmProvider } from './scm-provider';

/** What all objects of a release share. */
export interface Delivery {
  readonly plan: PlanDocument;
  readonly engine: Engine;
  /** Kargo's project, and the namespace it makes. */
  readonly project: string;
  readonly argoCdNamespace: string;
  readonly repositoryUrl: string;
  readonly branch: string;
  /** Folder of the repository that holds the folders of the environments. */
  readonly folder: string;
  readonly images: { readonly repository: string; readonly constraint: string }[];
  readonly imagePolicy: ImagePolicy;
  /** Group that may break the glass; nobody without it. */
  readonly breakGlass: string | undefined;
  /** Group that may act on a Rollout by hand; nobody in particular without it. */
  readonly operators: string | undefined;
  /** Whether a release that failed is taken back in Git as well. */
  readonly takesBack: boolean;
  /** Who is told; it fills up until synthesis. */
  readonly audiences: Audience[];
  /** Where groups approve; without it one person promotes. */
  readonly reviews: Reviews | undefined;
  /** The Git host as GitOps Promoter knows it; nobody else asks. */
  readonly scm: ScmProvider | undefined;
  readonly changeSystems: Readonly<Record<string, IChangeSystem>>;
  readonly evidence: EvidenceStore | undefined;
  readonly kargoApi: KargoApi | undefined;
}

/** The branch an environment is applied from. Only promotions write to it. */
export function environmentBranch(environment: string): string {
  return `environment/${environment}`;
}

/** Name of the Argo CD Application of an environment. */
export function applicationName(plan: PlanDocument, environment: string): string {
  return `${plan.service}-${environment}`;
}

import type { Construct } from 'constructs';
import type { Delivery } from '../delivery';
import { emit } from '../manifests/emit';

/** Adds an object of GitOps Promoter to the namespace of the project. */
export function emitPromoter(scope: Construct, { project }: Delivery, kind: string, name: string, spec: object): void {
  emit(scope, { apiVersion: 'promoter.argoproj.io/v1alpha1', kind, metadata: { name, namespace: project }, spec });
}

/** How everything that reports a status says which pipeline it is about. */
export function pipelineRef({ plan }: Delivery): { promotionStrategyRef: { name: string } } {
  return { promotionStrategyRef: { name: plan.service } };
}

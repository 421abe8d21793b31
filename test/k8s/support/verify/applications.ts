import type { k8s } from 'spillway';
import { shopApp } from '../../../../examples/k8s-shop/app';
import { ordersOnKubernetes } from '../../../../examples/two-worlds/k8s';
import { boutique } from '../boutique';
import { everything } from './everything';

/** Applications that are verified, by name. */
export const APPLICATIONS: Record<string, (outdir: string) => k8s.GitOpsApp> = {
  'k8s-shop': shopApp,
  'two-worlds': ordersOnKubernetes,
  'microservices-demo': boutique,
  'everything': everything,
};

/** What splits the requests of a workload's clients between two versions of it. */
export type RouterSpec =
  | { readonly kind: 'gatewayApi'; readonly parent: GatewayParent; readonly hostnames: string[]; readonly pathPrefix: string }
  | { readonly kind: 'linkerd' }
  | { readonly kind: 'istio'; readonly hosts: string[]; readonly gateways: string[] }
  | { readonly kind: 'nginx'; readonly host: string | undefined; readonly ingressClass: string };

/** The listener of a Gateway that a route hangs on. */
export interface GatewayParent {
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
}

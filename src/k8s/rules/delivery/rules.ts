import type { Rule } from '../rule';
import { applications } from './applications';
import { httpRoutes } from './http-routes';
import { prometheusRules } from './prometheus-rules';

/** What Argo CD, Prometheus and gateways demand. */
export const deliveryRules: Rule[] = [applications, prometheusRules, httpRoutes];

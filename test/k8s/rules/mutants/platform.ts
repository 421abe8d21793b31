import type { Mutant } from './mutant';
import { mutant } from './mutant';
import { add, push, remove, set } from './mutate';

const GROUPS = 'PrometheusRule/web/spec/groups';
const WINDOW = 'AppProject/shop/spec/syncWindows/0';

/** Faults in what Argo CD, Prometheus, gateways and Kubernetes itself read. */
export const PLATFORM_MUTANTS: Mutant[] = [
  mutant('cluster', 'SP5279 promtool', 'two groups of one name', set(`${GROUPS}/1/name`, 'errors')),
  mutant('cluster', 'SP5280 promtool', 'a rule of nothing', set(`${GROUPS}/0/rules/1/expr`, '')),
  mutant('cluster', 'SP5280 promtool', 'a rule that records and alerts', set(`${GROUPS}/0/rules/1/record`, 'failing')),
  mutant('cluster', 'SP5281 promtool schema', 'an alert after one and a half minutes', set(`${GROUPS}/0/rules/1/for`, '1.5m')),
  mutant('shop/beta', 'SP5281 promtool schema', 'a group with an interval in words', set('PrometheusRule/web/spec/groups/0/interval', '1 minute')),
  mutant('shop/beta', 'promtool', 'an expression that Prometheus does not read', set('PrometheusRule/web/spec/groups/0/rules/0/expr', 'sum(rate(errors[1m])')),
  mutant('kargo', 'SP5282', 'a window in a city that has no zone', set(`${WINDOW}/timeZone`, 'Europe/Zuerich')),
  mutant('kargo', 'SP5282', 'a window of two days', set(`${WINDOW}/duration`, '2d')),
  mutant('kargo', 'SP5282', 'a window at hour 25', set(`${WINDOW}/schedule`, '0 25 * * *')),
  mutant('kargo', 'SP5282', 'a window for nothing', remove(`${WINDOW}/applications`)),
  mutant('shop/delivery', 'SP5283', 'a source that the project does not list', set('Application/shop-beta/spec/source/repoURL', 'https://git.example.com/other.git')),
  mutant('shop/delivery', 'SP5283', 'a place that the project does not list', set('Application/shop-beta/spec/destination/namespace', 'kube-system')),
  mutant('shop/delivery', 'SP5220', 'a project that does not exist', set('Application/shop-beta/spec/project', 'shop')),
  mutant('cluster', 'SP5284', 'a route that sends nothing', set('HTTPRoute/web/spec/rules/0/backendRefs/0/weight', 0)),
  mutant('cluster', 'SP5220', 'a route to a Service that does not exist', set('HTTPRoute/web/spec/rules/0/backendRefs/1/name', 'web-preview')),
  mutant('cluster', 'SP5285', 'a policy without its parameters', remove('ValidatingAdmissionPolicyBinding/approved/spec/paramRef')),
  mutant('cluster', 'SP5285', 'parameters that nobody asks for', remove('ValidatingAdmissionPolicy/approved/spec/paramKind')),
  mutant('shop/delivery', 'SP5286', 'a calendar that nothing binds', remove('ValidatingAdmissionPolicyBinding/shop-release-calendar')),
  mutant('shop/delivery', 'SP5286', 'a calendar that is only written down', set('ValidatingAdmissionPolicyBinding/shop-release-calendar/spec/validationActions', ['Audit'])),
  mutant('shop/delivery', 'SP5220 SP5286', 'a calendar of another name', set('ValidatingAdmissionPolicyBinding/shop-release-calendar/spec/policyName', 'calendar')),
  mutant('cluster', 'SP5287', 'a role that may do everything', set('Role/deployer/rules/0/verbs', ['*'])),
  mutant('cluster', 'SP5220', 'a role that does not exist', set('RoleBinding/deployer/roleRef/name', 'deployers')),
  mutant('cluster', 'SP5288', 'a budget that lets no pod go', set('PodDisruptionBudget/web/spec/minAvailable', 3)),
  mutant('cluster', 'SP5289', 'a budget of two bounds', set('PodDisruptionBudget/web/spec/maxUnavailable', 1)),
  mutant('routed', 'SP5290', 'replicas beside an autoscaler', set('Rollout/web/spec/replicas', 4)),
  mutant('routed', 'SP5291', 'an autoscaler without room', set('HorizontalPodAutoscaler/web/spec/maxReplicas', 3)),
  mutant('routed', 'SP5220', 'an autoscaler of nothing', set('HorizontalPodAutoscaler/web/spec/scaleTargetRef/name', 'webs')),
  mutant('cluster', 'SP5292', 'a namespace without a standard', remove('Namespace/shop/metadata/labels')),
  mutant('cluster', 'SP5293', 'an image by its tag', set('Deployment/web/spec/template/spec/containers/0/image', 'registry.example.com/shop/web:1.2.3')),
  mutant('shop/prod-eu', 'SP5293', 'a container that runs first by its tag', set('Rollout/cart/spec/template/spec/initContainers', [{ name: 'migrate', image: 'migrate:1' }])),
  mutant('shop/prod-eu', 'SP5293', 'a volume by its tag', set('Rollout/cart/spec/template/spec/volumes', [{ name: 'plugin', image: { reference: 'plugin:1' } }])),
  mutant('shop/prod-eu', 'SP5293', 'a sidecar by its tag', push('Rollout/cart/spec/template/spec/containers', { name: 'proxy', image: 'proxy:1' })),
  mutant('cluster', 'schema', 'a route with a field that does not exist', set('HTTPRoute/web/spec/rule', [])),
  mutant('cluster', 'SP5292', 'one more namespace', add('v1', 'Namespace', 'tools', {})),
];

import type { Problem } from '../../../plan/problem';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { INGRESS } from '../kinds';
import { SP5227, SP5228, SP5235 } from '../problems-rollouts';
import type { Rollout } from './rollout';
import { rolloutsOf, routedBy } from './rollout';

const STEPS = [
  { kind: 'setHeaderRoute', routers: ['istio', 'alb', 'apisix', 'plugins'] },
  { kind: 'setMirrorRoute', routers: ['istio'] },
];

/** What needs a router, and a router that can do it. */
export function routing(folder: Folder): Problem[] {
  return rolloutsOf(folder).flatMap((rollout) => [
    ...unrouted(rollout), ...experiments(rollout), ...routes(rollout), ...(rollout.routing.isSet ? [...resources(rollout), ...ingresses(rollout, folder)] : []),
  ]);
}

function unrouted({ canary, routing: router, steps }: Rollout): Problem[] {
  const delay = canary.at('scaleDownDelaySeconds');
  const dynamic = canary.at('dynamicStableScale');
  if (router.isSet) {
    return delay.isSet && dynamic.isTrue ? [SP5227.at(dynamic.path, {
      got: 'dynamicStableScale with scaleDownDelaySeconds',
      allowed: 'one of the two',
      remedies: ['remove scaleDownDelaySeconds', 'remove dynamicStableScale'],
    })] : [];
  }
  const scales = steps.map((step) => step.at('setCanaryScale'));
  return [...scales, delay, dynamic].filter((field) => field.isSet && (field !== dynamic || field.isTrue)).map((field) => SP5227.at(field.path, {
    got: field.shown,
    allowed: 'nothing without trafficRouting',
    remedies: ['add a traffic router', 'remove the field'],
  }));
}

function experiments(rollout: Rollout): Problem[] {
  if (routedBy(rollout, 'smi', 'alb', 'istio', 'plugins')) return [];
  const templates = rollout.steps.flatMap((step) => step.at('experiment', 'templates').items);
  return templates.map((template) => template.at('weight')).filter(({ isSet }) => isSet).map((weight) => SP5227.at(weight.path, {
    got: weight.shown,
    allowed: 'nothing without smi, alb, istio or a plugin as router',
    remedies: ['remove the weight: the experiment then gets no traffic', 'use another router'],
  }));
}

function routes(rollout: Rollout): Problem[] {
  const managed = rollout.routing.at('managedRoutes').items.map((route) => route.at('name').text);
  return STEPS.flatMap(({ kind, routers }) => rollout.steps.map((step) => step.at(kind)).filter(({ isSet }) => isSet).flatMap((step) => [
    ...(routedBy(rollout, ...routers) ? [] : [SP5228.at(step.path, {
      got: rollout.routers.join(', ') || 'no router',
      allowed: routers.join(', '),
      remedies: ['remove the step', 'use a router that can do it'],
    })]),
    ...(managed.includes(step.at('name').text) || !rollout.routing.isSet ? [] : [SP5228.at(step.at('name').path, {
      got: step.at('name').shown,
      allowed: managed.length > 0 ? `one of managedRoutes: ${managed.join(', ')}` : 'a name that managedRoutes lists',
      remedies: ['add the name to trafficRouting.managedRoutes'],
    })]),
    ...matches(step, routedBy(rollout, 'alb')),
  ]));
}

/** Exactly one way to compare; a load balancer of AWS compares whole values only. */
function matches(step: Field, exactOnly: boolean): Problem[] {
  const texts = step.at('match').items.flatMap((match) => [match.at('headerValue'), match.at('method'), match.at('path')]);
  return texts.filter((text) => text.isSet && (text.keys.length !== 1 || (exactOnly && !text.at('exact').isSet))).map((text) => SP5228.at(text.path, {
    got: text.shown,
    allowed: exactOnly ? 'exact' : 'one of exact, prefix, regex',
    remedies: ['write one of them'],
  }));
}

function resources({ routing: router }: Rollout): Problem[] {
  const pairs = [['nginx', 'stableIngress', 'stableIngresses'], ['alb', 'ingress', 'ingresses'], ['istio', 'virtualService', 'virtualServices']];
  return pairs.filter(([name]) => router.at(name).isSet).flatMap(([name, one, many]) => {
    const set = [router.at(name, one), router.at(name, many)].filter((field) => field.text !== '' || field.items.length > 0 || field.keys.length > 0);
    return set.length === 1 ? [] : [SP5235.at(router.at(name).path, {
      got: set.length === 0 ? 'neither' : 'both',
      allowed: `either ${one} or ${many}`,
      remedies: [`name one in ${one}, or several in ${many}`],
    })];
  });
}

function ingresses(rollout: Rollout, folder: Folder): Problem[] {
  const { canary, routing: router, manifest } = rollout;
  const stable = canary.at('stableService').text;
  const named = [
    ...[router.at('nginx', 'stableIngress'), ...router.at('nginx', 'stableIngresses').items].map((field) => ({ field, service: stable })),
    ...[router.at('alb', 'ingress'), ...router.at('alb', 'ingresses').items].map((field) => ({ field, service: router.at('alb', 'rootService').text || stable })),
  ];
  return named.flatMap(({ field, service }) => {
    const ingress = field.text === '' ? undefined : folder.find(INGRESS, field.text, manifest);
    if (!ingress || service === '') return [];
    const backends = ingress.spec.at('rules').items.flatMap((rule) => rule.at('http', 'paths').items).map((path) => path.at('backend', 'service', 'name').text);
    return backends.includes(service) ? [] : [SP5235.at(`${ingress.root.path}/spec/rules`, {
      got: backends.join(', ') || 'no backend',
      allowed: `a path whose backend is "${service}"`,
      remedies: ['send a path to that Service', 'name another Ingress in the router'],
    })];
  });
}

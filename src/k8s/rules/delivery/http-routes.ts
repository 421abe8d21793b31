import type { Problem } from '../../../plan/problem';
import type { Folder } from '../folder';
import { HTTP_ROUTE } from '../kinds';
import { SP5284 } from '../problems-delivery';

/** Rules that send requests somewhere. */
export function httpRoutes(folder: Folder): Problem[] {
  return folder.of(HTTP_ROUTE).flatMap(({ spec }) => spec.at('rules').items).flatMap((rule) => {
    const backends = rule.at('backendRefs').items;
    const weights = backends.map((backend) => backend.at('weight'));
    const negative = weights.filter(({ number = 1 }) => number < 0 || number > 1_000_000);
    const isRedirect = rule.at('filters').items.some((filter) => filter.at('requestRedirect').isSet);
    const sum = weights.reduce((all, { number = 1 }) => all + number, 0);
    return [
      ...negative.map((weight) => SP5284.at(weight.path, { got: weight.shown, allowed: 'a whole number from 0 to 1000000', remedies: ['use percentages'] })),
      ...(sum > 0 || isRedirect ? [] : [SP5284.at(rule.at('backendRefs').path, {
        got: backends.length === 0 ? 'no backend' : 'weights of zero',
        allowed: 'weights with a sum above 0',
        remedies: ['give the stable Service the weight 100'],
      })]),
    ];
  });
}

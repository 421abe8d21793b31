import type { Problem } from '../../../plan/problem';
import { repeated } from '../../../private/repeated';
import { isPrometheusDuration } from '../durations';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { PROMETHEUS_RULE } from '../kinds';
import { SP5279, SP5280, SP5281 } from '../problems-delivery';

/** Rules that Prometheus loads; what an expression means is promtool's to judge. */
export function prometheusRules(folder: Folder): Problem[] {
  return folder.of(PROMETHEUS_RULE).flatMap(({ spec }) => {
    const groups = spec.at('groups');
    const rules = groups.items.flatMap((group) => group.at('rules').items);
    const times = [
      ...groups.items.flatMap((group) => [group.at('interval'), group.at('query_offset')]),
      ...rules.flatMap((rule) => [rule.at('for'), rule.at('keep_firing_for')]),
    ];
    return [
      ...repeated(groups.items.map((group) => group.at('name').text)).map((name) => SP5279.at(groups.path, {
        got: `${name} twice`,
        allowed: 'a name of its own for each group',
        remedies: ['rename one of the groups'],
      })),
      ...rules.flatMap(effective),
      ...times.filter(({ isSet, text }) => isSet && !isPrometheusDuration(text)).map((time) => SP5281.at(time.path, {
        got: time.shown,
        allowed: 'whole numbers with d, h, m, s or ms, the largest unit first',
        remedies: ['write `90s` for one and a half minutes'],
      })),
    ];
  });
}

function effective(rule: Field): Problem[] {
  const { text, number } = rule.at('expr');
  const names = [rule.at('record'), rule.at('alert')].filter((name) => name.text !== '');
  return [
    ...(text.trim() !== '' || number !== undefined ? [] : [SP5280.at(rule.at('expr').path, { got: 'nothing', allowed: 'an expression', remedies: ['add the expression', 'remove the rule'] })]),
    ...(names.length === 1 ? [] : [SP5280.at(rule.path, {
      got: names.length === 0 ? 'neither record nor alert' : 'record and alert',
      allowed: 'one of the two',
      remedies: ['write a rule for each of them'],
    })]),
  ];
}

import type { Field } from './field';

/** The parts of a label selector that some labels do not match. */
export function unmatched(selector: Field, labels: Field): Field[] {
  const equal = selector.at('matchLabels');
  return [
    ...equal.keys.filter((key) => labels.at(key).text !== equal.at(key).text).map((key) => equal.at(key)),
    ...selector.at('matchExpressions').items.filter((expression) => !holds(expression, labels)),
  ];
}

function holds(expression: Field, labels: Field): boolean {
  const label = labels.at(expression.at('key').text);
  const { texts } = expression.at('values');
  switch (expression.at('operator').text) {
    case 'In': return label.isSet && texts.includes(label.text);
    case 'NotIn': return !texts.includes(label.text);
    case 'Exists': return label.isSet;
    case 'DoesNotExist': return !label.isSet;
    default: return true;
  }
}

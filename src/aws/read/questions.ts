import { field, isMapping, list, parsed, text } from './data';

/** What is asked of the gate function that stands beside a pipeline: each has a `kind`. Empty for any other function. */
export function questions(configuration: Readonly<Record<string, string>>): unknown[] {
  const asked = field(parsed(configuration.UserParameters), 'questions');
  return list(asked).filter((question) => isMapping(question) && text(field(question, 'kind')) !== '');
}

/** Those of one kind. */
export function questionsOf(configuration: Readonly<Record<string, string>>, kind: string): unknown[] {
  return questions(configuration).filter((question) => field(question, 'kind') === kind);
}

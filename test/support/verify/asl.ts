import aslValidator = require('asl-validator');
import { textOf } from './intrinsics';
import { object } from './json';
import type { Checker, Finding, Subject } from './subject';
import { resourcesOf } from './subject';

/** State machines against the Amazon States Language, with what is known at deployment only filled in. */
export const asl: Checker = {
  name: 'asl',
  check: (subjects) => subjects.flatMap((subject) => resourcesOf(subject.template, 'AWS::StepFunctions::StateMachine').flatMap(({ id, properties }) => {
    const at = `${subject.name}/${id}`;
    const definition = definitionOf(properties, subject);
    if (definition === undefined) return [{ rule: 'json', at, message: 'the definition is no JSON' }];
    const { errors } = aslValidator(definition, { checkPaths: true, checkArn: true });
    return errors.map((error): Finding => ({ rule: 'asl', at, message: `${error['Error code']}: ${error.Message}` }));
  })),
};

/** The definition of a state machine as it will be, with logical names where names are made at deployment. */
export function definitionOf(properties: ReturnType<typeof resourcesOf>[number]['properties'], subject: Subject): object | undefined {
  const { DefinitionString, Definition, DefinitionSubstitutions } = properties;
  const substitutions = object(DefinitionSubstitutions);
  const text = DefinitionString === undefined ? JSON.stringify(object(Definition)) : textOf(DefinitionString, subject);
  const filled = text.replace(/\$\{(\w+)\}/g, (as, key: string) => (substitutions[key] === undefined ? as : textOf(substitutions[key], subject)));
  try {
    return JSON.parse(filled.replace(/<([\w.]+)>/g, 'unknown-$1')) as object;
  } catch {
    return undefined;
  }
}

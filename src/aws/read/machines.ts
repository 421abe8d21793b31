import { field, isMapping, list, mapping, parsed, text } from './data';
import type { Templates } from './templates';
import type { WrittenPipeline } from './written-pipeline';

/** What the state machines beside a pipeline know of it. */
export interface Machines {
  /** The wave of each stage that can be undone; empty where no machine undoes. */
  readonly waveOf: ReadonlyMap<string, string>;
  /** By wave: the causes after which the other waves are undone as well. */
  readonly promoted: ReadonlyMap<string, readonly string[]>;
  /** Names of environments, by the stage that deploys to them. */
  readonly environments: ReadonlyMap<string, readonly string[]>;
}

/** Reads the tables in the first state of the machines that undo a release and that write down what runs where. */
export function machines(templates: Templates, { template, id, name }: WrittenPipeline): Machines {
  const own = templates.ofType(['AWS::StepFunctions::StateMachine'], [template])
    .filter(({ properties }) => ['', name, `\${${id}}`].includes(text(field(properties, 'DefinitionSubstitutions', 'pipeline'))));
  const tables = own.map(({ properties }) => field(parsed(field(properties, 'DefinitionString')), 'States', 'Begin', 'Assign')).filter(isMapping);
  const table = (key: string) => Object.entries(mapping(tables.map((found) => field(found, key)).find(isMapping)));
  return {
    waveOf: new Map(table('waveOf').map(([stage, wave]) => [stage, text(wave)])),
    promoted: new Map(table('promoted').map(([wave, causes]) => [wave, list(causes).map(text)])),
    environments: new Map(table('environments').map(([stage, names]) => [stage, list(names).map(text)])),
  };
}

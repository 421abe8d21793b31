import type { Problem } from '../../../plan/problem';
import { nearest } from '../../../private/nearest';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { STAGE } from '../kinds';
import { SP5272, SP5273, SP5274 } from '../problems-kargo';
import { askedSteps, expressionsIn, isBalanced, isOneExpression, unknownFunctions } from './expression';
import type { Procedure } from './steps';
import { proceduresOf } from './steps';

const EXPRESSION = '${';

/** What Kargo evaluates when a Promotion is on its way. */
export function expressions(folder: Folder): Problem[] {
  const faults = rememberedFaults();
  return folder.seenAs(proceduresOf).flatMap((procedure) => {
    const texts = procedure.steps.map((step) => step.leaves(EXPRESSION));
    return [
      ...[...procedure.vars.map((one) => one.leaves(EXPRESSION)), ...texts].flat().flatMap((leaf) => malformed(leaf, faults(leaf.text))),
      ...procedure.steps.map((step) => step.at('if')).flatMap(conditional),
      ...(procedure.manifest.kind === STAGE.kind ? unordered(procedure, texts) : []),
    ];
  });
}

/** What is wrong with a text, and what would be right. */
interface Fault {
  /** Where it is not the whole text. */
  readonly got?: string;
  readonly allowed: string;
  readonly remedy: string;
}

/** Stages are much alike, so that most of their texts are looked at once for all. */
function rememberedFaults(): (text: string) => Fault[] {
  const known = new Map<string, Fault[]>();
  return (text) => known.get(text) ?? known.set(text, faultsOf(text)).get(text)!;
}

function faultsOf(text: string): Fault[] {
  const { bodies, isClosed } = expressionsIn(text);
  return [
    ...(isClosed ? [] : [{ allowed: 'an expression that ends as it began', remedy: 'add the missing "}}"' }]),
    ...bodies.filter((body) => body.trim() === '' || !isBalanced(body)).map((body) => ({
      got: body.trim() || 'an empty expression',
      allowed: 'an expression whose parentheses and quotes close each other',
      remedy: 'correct the expression',
    })),
    ...bodies.flatMap(unknownFunctions).map((name) => ({
      got: `${name}()`,
      allowed: 'a function of Kargo or of its expression language',
      remedy: `use ${nearest(name, ['commitFrom', 'imageFrom', 'chartFrom', 'status', 'success', 'failure', 'quote']) ?? 'another function'}`,
    })),
  ];
}

function malformed(leaf: Field, faults: Fault[]): Problem[] {
  return faults.map(({ got = leaf.shown, allowed, remedy }) => SP5272.at(leaf.path, { got, allowed, remedies: [remedy] }));
}

function conditional(condition: Field): Problem[] {
  return !condition.isSet || isOneExpression(condition.text) ? [] : [SP5274.at(condition.path, {
    got: condition.shown,
    allowed: 'one expression in "${{ }}", and nothing around it',
    remedies: [`write \`\${{ ${condition.text.replace(/\$\{\{|\}\}/g, '').trim() || 'success()'} }}\``],
  })];
}

/** A step sees what the steps before it have put out; one without an alias is called by its number. */
function unordered({ steps }: Procedure, texts: Field[][]): Problem[] {
  const aliases = steps.map((step, i) => step.at('as').text.trim() || `${step.at('task').isSet ? 'task' : 'step'}-${i}`);
  return texts.flatMap((evaluated, i) => {
    const before = aliases.slice(0, i);
    return evaluated.flatMap((leaf) => {
      const asked = expressionsIn(leaf.text).bodies.flatMap(askedSteps).map((alias) => alias.split('::')[0]);
      return asked.filter((alias) => !before.includes(alias)).map((alias) => SP5273.at(leaf.path, {
        got: alias,
        allowed: before.length > 0 ? `an alias before it: ${before.join(', ')}` : 'nothing, in the first step',
        remedies: [`use ${nearest(alias, before) ?? 'the alias of a step before it'}`],
      }));
    });
  });
}

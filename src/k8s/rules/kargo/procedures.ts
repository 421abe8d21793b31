import type { Problem } from '../../../plan/problem';
import { nearest } from '../../../private/nearest';
import { goDurationMs } from '../durations';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { matches } from '../glob';
import { APPLICATION, STAGE } from '../kinds';
import { SP5267, SP5268, SP5271, SP5276, SP5277 } from '../problems-kargo';
import type { Procedure } from './steps';
import { OPEN_STEPS, proceduresOf } from './steps';
import { updatedApplications } from './updates';

const AUTHORIZED = 'kargo.akuity.io/authorized-stage';

/** Which steps there are, what they are called, how long they try. */
export function procedures(folder: Folder): Problem[] {
  return folder.seenAs(proceduresOf).flatMap((procedure) => [
    ...procedure.steps.flatMap((step) => [...known(step), ...delegated(step), ...timed(step)]), ...aliased(procedure), ...authorized(procedure, folder),
  ]);
}

function known(step: Field): Problem[] {
  const uses = step.at('uses');
  if (uses.text === '' || OPEN_STEPS.includes(uses.text)) return [];
  const guess = nearest(uses.text, OPEN_STEPS);
  return [SP5267.at(uses.path, {
    got: uses.shown,
    allowed: 'a step of open-source Kargo, such as "http"',
    remedies: [...(guess ? [`use ${guess}`] : []), 'use an http step that calls the service', 'run Kargo Enterprise'],
  })];
}

/** A task brings steps of its own. */
function delegated(step: Field): Problem[] {
  if (!step.at('task').isSet) return [];
  const surplus = ['uses', 'if', 'config', 'retry', 'continueOnError'].map((name) => step.at(name)).filter(({ isSet }) => isSet);
  return surplus.map((field) => SP5276.at(field.path, {
    got: field.shown,
    allowed: 'nothing beside `task`, but `as` and `vars`',
    remedies: ['move it into the steps of the task', 'pass it to the task as one of its vars'],
  }));
}

function timed(step: Field): Problem[] {
  const times = [step.at('retry', 'timeout'), step.at('config', 'pollInterval'), step.at('config', 'timeout')];
  const threshold = step.at('retry', 'errorThreshold');
  const wrong = times.filter(({ isSet, text }) => isSet && !text.includes('${') && (goDurationMs(text) ?? -1) < 0);
  return [
    ...wrong.map((time) => SP5268.at(time.path, { got: time.shown, allowed: 'a number with s, m or h', remedies: ['count days as hours'] })),
    ...((threshold.number ?? 0) < 0 ? [SP5268.at(threshold.path, {
      got: threshold.shown,
      allowed: 'a whole number from 0',
      remedies: ['use a timeout to bound how long the step is tried'],
    })] : []),
  ];
}

function aliased({ steps }: Procedure): Problem[] {
  const aliases = steps.map((step) => step.at('as'));
  return aliases.flatMap((alias, i) => {
    const name = alias.text.trim();
    if (name === '') return [];
    const isReserved = /^(step|task)-\d+$/.test(name);
    const isRepeated = aliases.slice(0, i).some((other) => other.text.trim() === name);
    return isReserved || isRepeated ? [SP5271.at(alias.path, {
      got: name,
      allowed: isReserved ? 'a name that is not "step-" or "task-" and a number' : 'an alias that no other step has',
      remedies: ['rename the step'],
    })] : [];
  });
}

function authorized(procedure: Procedure, folder: Folder): Problem[] {
  const { manifest } = procedure;
  if (manifest.kind !== STAGE.kind) return [];
  const expected = `${manifest.namespace}:${manifest.name}`;
  return updatedApplications(procedure, folder).flatMap(({ name, namespace }) => {
    const application = folder.of(APPLICATION).find((one) => one.name === name && [one.namespace, ''].includes(namespace));
    const allowed = application?.root.at('metadata', 'annotations', AUTHORIZED);
    return !allowed || matches(allowed.text, expected) ? [] : [SP5277.at(allowed.path, {
      got: allowed.shown,
      allowed: `"${expected}"`,
      remedies: [`add the annotation ${AUTHORIZED}: ${expected}`],
    })];
  });
}

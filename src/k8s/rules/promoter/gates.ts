import type { Problem } from '../../../plan/problem';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { PROMOTION_STRATEGY } from '../kinds';
import type { Manifest } from '../manifest';
import { SP5513, SP5514 } from '../problems-promoter';
import type { Gate } from './gate';
import { asked, gatesOf } from './gate';

/** Whether somebody listens to what gates report. */
export function gates(folder: Folder): Problem[] {
  return folder.of(PROMOTION_STRATEGY).flatMap((strategy) => gatesOf(folder, strategy)
    .flatMap((gate) => [...placed(strategy, gate), ...heard(strategy, gate)]));
}

function placed(strategy: Manifest, { branches = [] }: Gate): Problem[] {
  const known = environmentsOf(strategy).map((environment) => environment.at('branch').text);
  return branches.filter(({ text }) => text !== '' && !known.includes(text)).map((branch) => SP5514.at(branch.path, {
    got: branch.text,
    allowed: known.join(', '),
    remedies: ['correct the branch'],
  }));
}

/** A status about the other commit that somebody does ask for is a problem of whoever asks. */
function heard(strategy: Manifest, { manifest, key, branches }: Gate): Problem[] {
  const listeners = environmentsOf(strategy).filter((environment) => (['active', 'proposed'] as const)
    .some((side) => asked(strategy, environment, side).some(({ text }) => text === key)));
  const deaf = branches?.filter(({ text }) => environmentsOf(strategy).some((environment) => environment.at('branch').text === text)
    && !listeners.some((environment) => environment.at('branch').text === text));
  const places: Field[] = deaf ?? (listeners.length > 0 ? [] : [manifest.spec.at('key')]);
  return places.map((place) => SP5513.at(place.path, {
    got: branches ? `${key} of ${place.text}` : key,
    allowed: 'a key that the environment lists',
    remedies: [`add { key: "${key}" } to the environment`, 'remove the gate'],
  }));
}

function environmentsOf(strategy: Manifest): Field[] {
  return strategy.spec.at('environments').items;
}

import type { Problem } from '../../../plan/problem';
import { repeated } from '../../../private/repeated';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { STAGE, WAREHOUSE } from '../kinds';
import type { Manifest } from '../manifest';
import { SP5268, SP5269, SP5270 } from '../problems-kargo';

/** The only form that both Kargo's schema and Go read. */
const DURATION = /^([0-9]+(\.[0-9]+)?(s|m|h))+$/;

/** Where Freight comes from, and when. */
export function stages(folder: Folder): Problem[] {
  const all = folder.of(STAGE);
  return [
    ...all.flatMap((stage) => [...sources(stage), ...origins(stage)]),
    ...all.flatMap(requests).map((request) => request.at('sources', 'requiredSoakTime')).flatMap(duration),
    ...folder.of(WAREHOUSE).map(({ spec }) => spec.at('interval')).flatMap(duration),
    ...cycles(all),
  ];
}

function requests({ spec }: Manifest): Field[] {
  return spec.at('requestedFreight').items;
}

function upstream(stage: Manifest): string[] {
  return requests(stage).flatMap((request) => request.at('sources', 'stages').texts);
}

function sources(stage: Manifest): Problem[] {
  return requests(stage).flatMap((request) => {
    const from = request.at('sources');
    const names = from.at('stages').texts;
    const isDirect = from.at('direct').isTrue;
    const selection = from.at('autoPromotionOptions', 'selectionPolicy');
    return [
      ...(isDirect !== (names.length > 0) ? [] : [SP5269.at(from.path, {
        got: isDirect ? `direct, and ${names.join(', ')}` : 'no source',
        allowed: 'either direct or stages',
        remedies: isDirect ? ['remove direct, so that Freight passes the Stages first'] : ['add direct: true in the first Stage', 'list the Stages before it'],
      })]),
      ...(selection.text === 'MatchUpstream' && (isDirect || names.length !== 1) ? [SP5269.at(selection.path, {
        got: 'MatchUpstream',
        allowed: '"NewestFreight", unless there is exactly one Stage before',
        remedies: ['use NewestFreight'],
      })] : []),
    ];
  });
}

function origins(stage: Manifest): Problem[] {
  const names = requests(stage).map((request) => `${request.at('origin', 'kind').text} ${request.at('origin', 'name').text}`);
  return repeated(names).map((name) => SP5269.at(stage.spec.at('requestedFreight').path, {
    got: `${name} twice`,
    allowed: 'one request for an origin',
    remedies: ['list all sources in one request'],
  }));
}

function duration(field: Field): Problem[] {
  return !field.isSet || DURATION.test(field.text) ? [] : [SP5268.at(field.path, {
    got: field.shown,
    allowed: 'numbers with h, m or s',
    remedies: ['count days as hours: 48h'],
  })];
}

/** A Stage that is before itself, each circle told at the first of its Stages. */
function cycles(all: readonly Manifest[]): Problem[] {
  const told = new Set<Manifest>();
  return all.flatMap((stage) => {
    if (told.has(stage)) return [];
    const before = new Set<Manifest>();
    const open = [stage];
    for (let next = open.pop(); next; next = open.pop()) {
      for (const name of upstream(next)) {
        const found = all.find((one) => one.name === name && one.isBeside(stage));
        if (!found || before.has(found)) continue;
        before.add(found);
        open.push(found);
      }
    }
    if (!before.has(stage)) return [];
    before.forEach((one) => told.add(one));
    return [SP5270.at(stage.spec.at('requestedFreight').path, {
      got: `${stage.name} comes after ${upstream(stage).join(', ')}, which comes after it`,
      allowed: 'an order in which no Stage waits for itself',
      remedies: ['remove one of the Stages from the sources'],
    })];
  });
}

import type { PlanDocument, PlannedTrigger, PlannedWave } from '../../plan/document';
import { PLAN_VERSION } from '../../plan/document';
import { named } from '../../plan/reading/named';
import type { Engine } from '../../plan/reading/seen';
import { tierCalled } from '../../plan/reading/tier';
import type { Notes } from './notes';
import type { Reading } from './reading';
import type { ReleasedObject } from './released';
import { releasedObjects } from './released';
import { planned, together } from './shift-of-wave';
import { Signals } from './signals';
import type { Sources } from './sources';
import { strategyRow } from './strategy-row';

/** An object, the service that it belongs to, and where it is released. */
interface Place {
  readonly service: string;
  readonly environment: string;
  readonly object: ReleasedObject;
}

/** Plans of what Kargo does not promote: each workload is a service of its own, or one of those that this library wrote for one. */
export function plansByHand(sources: Sources, notes: Notes): PlanDocument[] {
  const places = sources.entries.flatMap(([path, folder]) => releasedObjects(folder).map((object) => placeOf(object, path)));
  return [...new Set(places.map(({ service }) => service))].map((service) => {
    const reading: Reading = { sources, notes, signals: new Signals(sources, notes) };
    const own = places.filter((place) => place.service === service);
    const names = [...new Set(own.map(({ environment }) => environment))];
    // without a strategy nothing says what comes first
    const row = strategyRow(service, sources, notes).filter((name) => names.includes(name));
    const waves = names.map((name) => waveOf(name, own, row[row.indexOf(name) - 1], reading));
    return {
      version: PLAN_VERSION,
      service: named(service, 'service', 30),
      path: named(service, 'service', 30),
      supersede: true,
      traffic: null,
      environments: waves.map(({ name }) => ({ name, tier: tierCalled(name), labels: {} })),
      signals: reading.signals.specs,
      freezes: [],
      expedited: [],
      acknowledged: [],
      waves,
    };
  });
}

function placeOf(object: ReleasedObject, path: string): Place {
  const { manifest } = object;
  const folder = path.split('/').pop()!;
  const isOurs = manifest.labels.get('app.kubernetes.io/managed-by') === 'spillway';
  return isOurs
    ? { object, service: manifest.labels.get('app.kubernetes.io/part-of') || manifest.name, environment: folder || manifest.namespace }
    : { object, service: manifest.name, environment: manifest.namespace || folder };
}

function waveOf(environment: string, places: readonly Place[], before: string | undefined, reading: Reading): PlannedWave {
  const objects = places.filter((place) => place.environment === environment).map(({ object }) => object);
  const { shift, watched, verifications, undoesFailed } = together(objects.map(({ shifting }) => shifting(reading)), objects[0].manifest.root, reading.notes);
  const name = named(environment, 'cluster');
  reading.notes.seen.hide('what promotes a release to it is not read of these manifests', 'gates', 'windows', 'earlier', 'bake');
  const kinds = [...undoesFailed ? ['failedDeployment' as const] : [], ...verifications.length > 0 ? ['failedVerification' as const] : [], 'operator' as const];
  const wave: PlannedWave = {
    name,
    after: before === undefined ? [] : [named(before, 'cluster')],
    environments: [name],
    gates: [],
    shift,
    verifications: planned(verifications),
    bakeMs: 0,
    triggers: [
      ...kinds.map((kind): PlannedTrigger => ({ kind, scope: 'wave' })),
      ...[...watched].sort().map((signal): PlannedTrigger => ({ kind: 'signal', signal, scope: 'wave' })),
    ],
  };
  const { manifest } = objects[0];
  return reading.notes.seen.done(wave, manifest.kind as Engine, manifest.root.path);
}

import type { PlanDocument, PlannedWave } from '../document';
import type { Problem } from '../problem';
import { SP2001, SP2006, SP2008 } from '../problems-release';
import { partialSteps } from '../wave-facts';
import { productionWaves, triggerSignals, wavePath } from './facts';

/** Where customers are served, a bad version is seen and undone. */
export function rollback(plan: PlanDocument): Problem[] {
  return productionWaves(plan).flatMap((wave) => {
    const path = wavePath(plan, wave);
    if (wave.triggers.every(({ kind }) => kind !== 'signal')) return [unwatched(path)];
    return [...diluted(plan, wave, path), ...notBaked(wave, path)];
  });
}

function unwatched(path: string): Problem {
  return SP2001.at(`${path}/rollbackOn`, {
    got: 'no signal',
    allowed: 'at least one signal among the triggers',
    remedies: ['add RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01 })) to rollbackOn of the pipeline'],
  });
}

function diluted(plan: PlanDocument, wave: PlannedWave, path: string): Problem[] {
  const signals = triggerSignals(plan, wave);
  if (partialSteps(wave).length === 0 || signals.length === 0 || signals.some(({ scope }) => scope === 'version')) return [];
  return [SP2006.at(`${path}/rollbackOn`, {
    got: `${signals.map(({ name }) => name).join(', ')} of the whole service`,
    allowed: 'at least one signal of SignalScope.VERSION, since only a part of the traffic meets the new version',
    remedies: ['leave the scope of a signal at its default', 'add a signal of the new version'],
  })];
}

function notBaked(wave: PlannedWave, path: string): Problem[] {
  return wave.bakeMs === 0 ? [SP2008.at(`${path}/bakeTime`, {
    got: 'no bake time',
    allowed: 'a bake time in which the triggers of the wave can fire',
    remedies: ['give the wave a bakeTime, for example Duration.hours(1)'],
  })] : [];
}

import type { RollbackScopeSpec } from '../../model/spec';
import type { PlanDocument, PlannedTrigger, PlannedWave } from '../../plan/document';
import type { Effect } from '../../plan/effect';
import type { PipelineEvent } from '../../plan/event';
import type { Stay } from './stay';

/** What an event must undo at once. */
export interface Duty {
  readonly wave: string;
  readonly release: string;
  readonly scope: RollbackScopeSpec;
}

/**
 * @param stay of who is in the event's wave
 * @param running what runs there
 */
export function dutyOf(plan: PlanDocument, event: PipelineEvent, stay: Stay | undefined, running: string | undefined): Duty | undefined {
  if (!('wave' in event) || stay?.undoing) return undefined;
  const wave = plan.waves.find(({ name }) => name === event.wave);
  if (!wave) return undefined;
  const undo = (release: string, of: (trigger: PlannedTrigger) => boolean): Duty => (
    { wave: wave.name, release, scope: wave.triggers.some((trigger) => of(trigger) && trigger.scope === 'promoted') ? 'promoted' : 'wave' });
  if (event.kind === 'rollBackOrdered') {
    const release = stay?.entered ? stay.release : running;
    return release === undefined ? undefined : undo(release, ({ kind }) => kind === 'operator');
  }
  if (!stay?.entered || !('release' in event) || event.release !== stay.release || !fires(plan, wave, stay, event)) return undefined;
  return undo(stay.release, (trigger) => (trigger.kind === 'signal'
    ? event.kind === 'signalMeasured' && trigger.signal === event.signal
    : trigger.kind === (event.kind === 'deploymentFinished' ? 'failedDeployment' : event.kind === 'verificationJudged' ? 'failedVerification' : undefined)));
}

function fires(plan: PlanDocument, wave: PlannedWave, stay: Stay, event: PipelineEvent): boolean {
  switch (event.kind) {
    case 'signalMeasured': {
      const policy = plan.signals.find(({ name }) => name === event.signal)?.noData;
      const bad = event.reading === 'fail' || (event.reading === 'noData' && policy === 'fail');
      const watched = wave.triggers.some((trigger) => trigger.kind === 'signal' && trigger.signal === event.signal);
      return bad && watched && wave.environments.includes(event.environment);
    }
    case 'deploymentFinished':
      return event.outcome === 'failed' && event.step === stay.step && !stay.deployed.includes(event.environment)
        && stay.watchedSinceMs === undefined && wave.environments.includes(event.environment);
    case 'verificationJudged':
      return stay.phase === 'verifying' && event.verdict === 'fail' && wave.verifications.some(({ id }) => id === event.verification);
    default:
      return false;
  }
}

/**
 * What is wrong with how a release was undone.
 * @param reach by wave that must be undone: whether the release has the traffic there, or only has been through
 */
export function neglected({ waves }: PlanDocument, release: string, reach: ReadonlyMap<string, boolean>, effects: readonly Effect[]): string[] {
  const about = (name: string) => effects.filter((effect) => 'wave' in effect && effect.wave === name && effect.release === release);
  return waves.flatMap(({ name, environments }) => {
    const ordered = about(name).flatMap((effect) => (effect.kind === 'rollBack' ? [effect.environment] : []));
    const missing = environments.filter((environment) => !ordered.includes(environment));
    const kinds = about(name).map(({ kind }) => kind);
    if (reach.get(name)) return missing.length > 0 ? [`${release} is not rolled back from ${missing.join()} at once`] : [];
    if (reach.has(name) && !kinds.includes('withdrawn')) return [`${release} still counts as done in ${name}`];
    if (reach.has(name)) return ordered.length > 0 ? [`${release} is rolled back from ${ordered.join()}, where it has no traffic`] : [];
    return kinds.includes('withdrawn') || kinds.includes('rollingBack') ? [`${release} is undone in ${name}, which nobody asked for`] : [];
  });
}

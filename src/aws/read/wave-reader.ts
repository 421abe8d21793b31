import type { JobSpec, RollbackScopeSpec } from '../../model/spec';
import type { PlannedTrigger, PlannedVerification, PlannedWave } from '../../plan/document';
import { Names } from '../../plan/reading/named';
import type { ReadFreeze } from './closed-times';
import { closedTimes } from './closed-times';
import { field, list, number, text } from './data';
import { deploying } from './deployment-action';
import type { ReadGate } from './entry-rules';
import { entryRules, skippedBy } from './entry-rules';
import { doesNothing, gateActions } from './gate-actions';
import type { Machines } from './machines';
import type { DeployedPlace } from './places';
import { placesOf } from './places';
import { plannedGates } from './planned-gates';
import { questionsOf } from './questions';
import type { Reading } from './reading';
import { shiftingsOf, shiftOfWave } from './shift-of-place';
import type { Asked } from './signals';
import type { Template } from './template';
import type { Unit, WaveStages } from './wave-stages';
import type { WrittenAction, WrittenRule, WrittenStage } from './written-pipeline';

const MINUTE_MS = 60_000;

/** What a unit watches after its deployment, part by part. */
export interface WatchedPart {
  readonly ms: number;
  /** Types of release that do without. */
  readonly skippedBy: string[];
}

/** A wave, and what its stages say of the plan besides. */
export interface ReadWave {
  readonly planned: Omit<PlannedWave, 'after'>;
  /** Freezes that hold it. */
  readonly freezes: ReadFreeze[];
  /** Types of release that do not wait for its window, or for its freezes. */
  readonly passing: { readonly windows: string[]; readonly freezes: string[] };
  /** By unit. */
  readonly bakes: WatchedPart[][];
}

/** Reads the waves of one pipeline, in their order. */
export class WaveReader {
  private readonly environments = new Names();
  private readonly waves = new Names();

  constructor(private readonly reading: Reading, private readonly machines: Machines) {}

  public read({ name, units }: WaveStages): ReadWave {
    const { templates, notes } = this.reading;
    const places = units.map(({ deploy }) => this.places(deploy));
    const guards = units.flatMap(({ before }) => before);
    const rules = units.flatMap(({ before, deploy }) => [...before.flatMap((stage) => [...stage.beforeEntry, ...stage.onSuccess]), ...deploy.beforeEntry]);
    const environments = places.flat().map(({ environment }) => environment);
    const gates: ReadGate[] = [
      ...gateActions([...guards.flatMap(({ actions }) => actions), ...units.flatMap(({ deploy }) => beforeDeployment(deploy))], this.reading) as ReadGate[],
      ...entryRules(rules, environments, this.reading),
    ];
    const shiftings = places.flat().flatMap((place) => shiftingsOf(place, this.reading).map((shifting) => ({ ...shifting, environment: place.environment })));
    const stopping = shiftings.flatMap(({ from, alarms, environment }) =>
      alarms.flatMap((alarm) => this.asked(from, alarm, environment, { stopsShift: true, waits: false })));
    const watched = units.flatMap((unit, i) => this.watched(unit, places[i]));
    const bakes = units.map(bakeOf);
    return {
      planned: {
        name: this.waves.of(name, 'wave'),
        environments,
        gates: plannedGates(gates),
        shift: shiftOfWave(shiftings.map(({ shift }) => shift)),
        verifications: this.verifications(units),
        bakeMs: Math.max(0, ...bakes.map((parts) => parts.reduce((sum, { ms }) => sum + ms, 0))),
        triggers: this.triggers(name, units, [...new Set([...stopping, ...watched])]),
      },
      freezes: rules.flatMap((rule) => questionsOf(rule.configuration, 'freeze').flatMap((question) => closedTimes(templates, notes, rule, question))),
      passing: {
        windows: guards.filter(waitsForWindow).flatMap(({ beforeEntry }) => beforeEntry.flatMap(skippedBy)),
        freezes: rules.flatMap(({ configuration }) => questionsOf(configuration, 'freeze').flatMap((question) => list(field(question, 'passedBy')).map(text))),
      },
      bakes,
    };
  }

  private places(stage: WrittenStage): DeployedPlace[] {
    return placesOf(stage, deploying(stage), this.machines.environments.get(stage.name) ?? [], this.environments, this.reading.templates);
  }

  /** What runs after a deployment is a verification, and only in its own stage does a failure of it undo something. */
  private verifications(units: Unit[]): PlannedVerification[] {
    const names = new Names();
    const { notes, jobs } = this.reading;
    const within = units.flatMap(({ deploy }) => afterDeployment(deploy));
    const later = units.flatMap(({ after }) => after.flatMap(({ actions }) => actions)).filter((action) => !doesNothing(action));
    const isPerson = ({ category }: WrittenAction) => category === 'Approval';
    for (const { at } of later.filter((action) => !isPerson(action))) notes.add(at, 'comes in a stage after the deployment, which its failure does not undo');
    for (const { at, name } of [...within, ...later].filter(isPerson)) {
      notes.add(at, 'asks somebody after a deployment: no gate stands for it, since a gate holds back a whole wave');
      notes.seen.hide(`"${name}" asks somebody after the deployment; whether customers meet the release before is not in the templates`, 'gates');
    }
    const run = [...within, ...later].filter((action) => !isPerson(action)).map((action) => jobs.of(action));
    return [...new Map(run.map((job) => [JSON.stringify(job), job])).values()].map((job) => verification({ ...job, name: names.of(job.name, 'job') }));
  }

  private watched({ deploy, after }: Unit, places: DeployedPlace[]): string[] {
    const rules = [...deploy.onSuccess, ...after.flatMap(({ onSuccess }) => onSuccess)];
    return rules.flatMap((rule) => {
      if (rule.provider !== 'CloudWatchAlarm') {
        this.reading.notes.add(rule.at, `the rule ${rule.provider || 'without a provider'} after the deployment is no signal`);
        return [];
      }
      const names = this.asked(this.reading.templates.at(rule.at), rule.configuration.AlarmName ?? '', environmentOf(rule, places), { stopsShift: false, waits: rule.configuration.WaitTime !== undefined });
      const undoes = rule.result === 'ROLLBACK' || (!deploy.onSuccess.includes(rule) && deploy.onFailure === 'ROLLBACK' && this.machines.waveOf.size > 0);
      if (!undoes) this.reading.notes.add(rule.at, 'stops the release when it fires, and undoes nothing');
      return undoes ? names : [];
    });
  }

  private asked(from: Template, alarm: string, environment: string, how: Pick<Asked, 'stopsShift' | 'waits'>): string[] {
    const { alarms, signals, service, pipeline: { at } } = this.reading;
    return signals.add(alarms.behind(from, alarm, at), { service, environment, ...how, at });
  }

  private triggers(wave: string, units: Unit[], signals: string[]): PlannedTrigger[] {
    const { notes, pipeline: { isV2, mode } } = this.reading;
    const causes = this.machines.promoted.get(wave) ?? [];
    const scope = (cause: string): RollbackScopeSpec => (causes.includes(cause) ? 'promoted' : 'wave');
    const failing = units.filter(({ deploy }) => deploy.onFailure !== 'ROLLBACK');
    for (const { deploy: { at } } of failing) notes.add(at, 'a failure in it undoes nothing');
    const always: PlannedTrigger[] = [
      { kind: 'failedDeployment', scope: scope('deployment') }, { kind: 'failedVerification', scope: scope('verification') }, { kind: 'operator', scope: scope('operator') },
    ];
    return [
      ...always.filter(({ kind }) => (kind === 'operator' ? isV2 && mode !== 'PARALLEL' : failing.length === 0)),
      ...signals.map((signal): PlannedTrigger => ({ kind: 'signal', signal, scope: scope('signal') })),
    ];
  }
}

function beforeDeployment(stage: WrittenStage): WrittenAction[] {
  return stage.actions.filter(({ runOrder }) => runOrder < firstDeployment(stage));
}

function afterDeployment(stage: WrittenStage): WrittenAction[] {
  return stage.actions.filter((action) => action.runOrder >= firstDeployment(stage) && !deploying(stage).includes(action));
}

function firstDeployment(stage: WrittenStage): number {
  return Math.min(...deploying(stage).map(({ runOrder }) => runOrder));
}

function environmentOf({ name }: WrittenRule, places: DeployedPlace[]): string {
  const known = places.map(({ environment }) => environment);
  return known.find((environment) => name === `Alarm-${environment}`) ?? known[0] ?? '';
}

function waitsForWindow({ beforeEntry, onSuccess }: WrittenStage): boolean {
  return beforeEntry.some((rule) => skippedBy(rule).length > 0) && onSuccess.some(({ provider }) => provider === 'DeploymentWindow');
}

function bakeOf({ deploy, after }: Unit): WatchedPart[] {
  return [deploy, ...after].map(({ beforeEntry, onSuccess }) => ({
    ms: MINUTE_MS * Math.max(0, ...onSuccess.map(({ configuration }) => number(configuration.WaitTime) ?? 0)),
    skippedBy: beforeEntry.flatMap(skippedBy),
  }));
}

function verification(job: JobSpec): PlannedVerification {
  return { id: job.name, kind: 'job', job };
}

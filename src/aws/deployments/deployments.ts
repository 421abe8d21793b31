import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Stage } from 'aws-cdk-lib/core';
import { Stack } from 'aws-cdk-lib/core';
import type { PlanDocument } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { countedBudget } from '../gates/counted-budget';
import { readBudget } from '../gates/read-budget';
import { ACTIONS_AT_MOST } from '../limits/stages';
import { watchedAlarms } from '../names';
import type { Place } from '../place';
import { isSameAccount, isSameRegion, placeOfStack, placeOfStage } from '../place';
import { SP4001, SP4002, SP4003, SP4004, SP4005, SP4008, SP4102 } from '../problems';
import { readAlarms } from '../stages/alarm-rule';
import type { StageLayout } from '../stages/stage-layout';
import { turnCount } from '../stages/turn-step';
import { READER_ID, readerRole } from './alarm-reader';
import { handedOver } from './handed-over';
import { otherPartition } from './partition';
import { unshifted } from './unshifted';

/** One environment's stage, and where it goes. */
export interface Deployment {
  readonly stage: Stage;
  readonly place: Place;
}

/** The stages that were handed over, one for each environment of the plan. What is wrong is kept and told at synthesis. */
export class Deployments {
  private readonly byEnvironment = new Map<string, Stage>();
  private readonly found: Problem[] = [];

  constructor(private readonly plan: PlanDocument, private readonly layout: StageLayout[], private readonly from: Place | undefined) {}

  public add(environment: string, stage: Stage): void {
    const path = stage.node.path;
    if (!this.plan.environments.some(({ name }) => name === environment)) {
      this.found.push(SP4002.at(path, {
        got: environment, allowed: `one of ${this.plan.environments.map(({ name }) => name).join(', ')}`, remedies: ['add it to a wave', 'remove the call of deploy'],
      }));
      return;
    }
    const known = this.byEnvironment.get(environment);
    if (known) {
      this.found.push(SP4003.at(path, { got: `${known.node.path} and ${path}`, allowed: `one stage for ${environment}`, remedies: ['remove one of the calls of deploy'] }));
      return;
    }
    const [other] = [...this.byEnvironment].find(([, handed]) => handed === stage) ?? [];
    this.byEnvironment.set(environment, stage);
    if (other) {
      this.found.push(SP4008.at(path, { got: `${other} and ${environment}`, allowed: 'one environment', remedies: ['make a stage for each environment'] }));
      return;
    }
    this.watch(environment, stage);
  }

  /** How many environments have a stage. */
  public get count(): number {
    return this.byEnvironment.size;
  }

  /** The stage of an environment of the plan; there is one when there are no problems. */
  public of(environment: string): Deployment {
    const stage = this.byEnvironment.get(environment)!;
    return { stage, place: placeOfStage(stage)! };
  }

  /** Those of a wave's environments. */
  public inWave(wave: string): Deployment[] {
    return this.plan.waves.filter(({ name }) => name === wave).flatMap(({ environments }) => environments.map((environment) => this.of(environment)));
  }

  public get problems(): Problem[] {
    const missing = this.plan.environments.filter(({ name }) => !this.byEnvironment.has(name)).map(({ name }) => SP4001.at(`${this.plan.path}/${name}`, {
      got: 'nothing', allowed: 'one cdk.Stage', remedies: ['call release.deploy with this environment and its stage'],
    }));
    return [
      ...this.found, ...missing, ...this.crowded,
      ...handedOver(this.plan.path, this.layout, this.byEnvironment), ...unshifted(this.plan, this.byEnvironment),
    ];
  }

  /** Only now is it known how many stacks a stage deploys. */
  private get crowded(): Problem[] {
    return this.layout.flatMap((stage) => {
      if (stage.kind !== 'deploy') return [];
      const { name, environments, verifications, maxConcurrent } = stage;
      const stages = environments.flatMap((environment) => this.byEnvironment.get(environment) ?? []);
      const stacks = stages.flatMap(({ node }) => node.findAll().filter((construct) => Stack.isStack(construct) && !construct.nested));
      const turns = turnCount(environments.length, maxConcurrent);
      return stacks.length + verifications.length + turns <= ACTIONS_AT_MOST ? [] : [SP4102.at(`${this.plan.path}/${name}`, {
        got: `${stacks.length} stacks and ${verifications.length} verifications${turns > 0 ? `, and ${turns} environments that wait for another` : ''}`,
        allowed: `at most ${ACTIONS_AT_MOST} together`,
        remedies: ['put its environments into two waves', 'deploy fewer stacks to an environment'],
      })];
    });
  }

  /** A role lets the pipeline read an alarm in another account; it is made now, since stages are synthesized before the pipeline. */
  private watch(environment: string, stage: Stage): void {
    const place = placeOfStage(stage);
    if (!place) {
      this.found.push(SP4004.at(stage.node.path, {
        got: `${stage.account ?? 'no account'} and ${stage.region ?? 'no Region'}`, allowed: 'an account and a Region', remedies: ['give the stage an env with both'],
      }));
      return;
    }
    const unreached = this.from ? otherPartition(stage.node.path, place, this.from) : [];
    this.found.push(...unreached);
    if (unreached.length > 0) return;
    const waves = this.plan.waves.filter((wave) => wave.environments.includes(environment));
    const alarmNames = [...new Set(waves.flatMap((wave) => watchedAlarms(this.plan, wave, environment)))];
    const alarms = alarmNames.flatMap((alarmName) => this.alarm(stage, place, alarmName));
    const budgets = waves.some(({ gates }) => gates.some(({ kind }) => kind === 'budget')) ? this.budget(environment, stage, place) : [];
    const [read] = [...alarms, ...budgets];
    if (!read || !this.from || isSameAccount(place, this.from)) return;
    if (stage.node.findAll().some(({ node }) => node.id === READER_ID)) {
      this.found.push(SP4008.at(stage.node.path, { got: 'two releases', allowed: 'one', remedies: ['make a stage for each release'] }));
      return;
    }
    readerRole(Stack.of(read), {
      service: this.plan.service,
      environment,
      reader: this.from,
      statements: [...(alarms.length > 0 ? [readAlarms()] : []), ...(budgets.length > 0 ? [readBudget(this.plan.service, environment, place)] : [])],
    });
  }

  private budget(environment: string, stage: Stage, place: Place): CfnServiceLevelObjective[] {
    const counted = countedBudget(this.plan.service, environment, stage, place);
    if (counted instanceof CfnServiceLevelObjective) return [counted];
    this.found.push(counted);
    return [];
  }

  private alarm(stage: Stage, place: Place, alarmName: string): (CfnAlarm | CfnCompositeAlarm)[] {
    const alarm = stage.node.findAll().find((construct): construct is CfnAlarm | CfnCompositeAlarm =>
      (construct instanceof CfnCompositeAlarm || construct instanceof CfnAlarm) && construct.alarmName === alarmName);
    const at = alarm && placeOfStack(Stack.of(alarm));
    if (alarm && at && isSameAccount(at, place) && isSameRegion(at, place)) return [alarm];
    this.found.push(SP4005.at(stage.node.path, {
      got: at ? `one in ${at.account} and ${at.region}` : 'no such alarm',
      allowed: `a CloudWatch alarm named ${alarmName} in this stage, in ${place.account} and ${place.region}`,
      remedies: ['add an aws.LambdaWorkload for this environment before the stage is handed over', 'raise an alarm of that name'],
    }));
    return [];
  }
}

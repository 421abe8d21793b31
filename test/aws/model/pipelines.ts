import { Day, DeploymentWindow, Duration, Environment, Gate, RollbackTrigger, Tier, TrafficShift, Verification } from 'spillway';
import type { PlanDocument } from '../../../src/plan/document';
import { lower } from '../../../src/plan/lower';
import type { Synthesized } from '../../support/codepipeline/synthesized';
import { synthesized } from '../../support/codepipeline/synthesized';
import type { Declared } from '../fixture';
import { errorRatio, Fixture } from '../fixture';
import type { ScenarioName } from './scenarios';
import { SCENARIOS } from './scenarios';

/** A pipeline, and what synthesis has written of it. */
export interface Pipeline {
  readonly plan: PlanDocument;
  readonly written: Synthesized;
}

export function pipelineOf(declared: Declared): Pipeline {
  const fixture = new Fixture(declared).deployAll();
  return { plan: lower(fixture.pipeline), written: synthesized(fixture.app, fixture.stack) };
}

const officeHours = DeploymentWindow.weekly('office-hours', { days: [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY], from: '09:00', to: '16:00', timeZone: 'Europe/Berlin' });
const rollbackOn = [RollbackTrigger.signal(errorRatio)];

function test(name: string): Environment {
  return new Environment(name, { tier: Tier.TEST });
}

/** A wave without gates before one that has all of them and two environments. */
function shop(supersede: boolean): Declared {
  return {
    supersede,
    waves: {
      beta: { rollbackOn, bakeTime: Duration.minutes(10) },
      prod: {
        environments: [test('eu'), test('us')],
        gates: [
          Gate.approval({ group: 'managers', timeout: Duration.days(2) }), Gate.check({ name: 'smoke', commands: ['./smoke.sh'] }),
          Gate.window(officeHours), Gate.quiet(errorRatio),
        ],
        trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(15) }),
        verifications: [Verification.job({ name: 'e2e', commands: ['npm run e2e'] })],
        bakeTime: Duration.minutes(30),
        rollbackOn,
      },
    },
  };
}

function withoutGates({ waves: { beta, prod }, ...declared }: Declared): Declared {
  return { ...declared, waves: { beta, prod: { ...prod, gates: [] } } };
}

function withoutBake({ waves: { beta, prod }, ...declared }: Declared): Declared {
  return { ...declared, waves: { beta, prod: { ...prod, trafficShift: TrafficShift.allAtOnce(), bakeTime: undefined } } };
}

export type PipelineName = 'supersedes' | 'keeps the order' | 'has no gates' | 'does not bake';

export const DECLARED: Readonly<Record<PipelineName, Declared>> = {
  'supersedes': shop(true),
  'keeps the order': shop(false),
  'has no gates': withoutGates(shop(true)),
  'does not bake': withoutBake(withoutGates(shop(true))),
};
export const PIPELINES = Object.keys(DECLARED) as PipelineName[];

/** The scenarios that are told to a pipeline: all of them to those that watch a release, and a few to the one that does not. */
export function scenariosOf(name: PipelineName): readonly ScenarioName[] {
  return name === 'does not bake'
    ? ['all goes well', 'errors from the first request', 'no requests in the shift', 'a deployment fails in both environments', 'a verification fails']
    : Object.keys(SCENARIOS) as ScenarioName[];
}

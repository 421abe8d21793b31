import { Day, DeploymentWindow, Duration, Environment, ExpeditedPath, Freeze, Gate, ReleaseType, Tier, TrafficShift, Verification } from 'spillway';
import { errorRatio, Fixture, watched } from '../fixture';
import { synthesizedTexts } from './synthesized-texts';

/** The templates of a release that has something of everything. */
export function everything(): Record<string, string> {
  return synthesizedTexts(new Fixture({
    freezes: [
      Freeze.dated('sale', { owner: 'sre', reason: 'audit: all', from: '2026-11-27T18:00', to: '2026-12-01T09:00', timeZone: 'Europe/Berlin', tiers: [Tier.STAGING] }),
      Freeze.yearly('year-end', { owner: 'sre', reason: 'nobody is here', from: '12-20', to: '01-04', timeZone: 'Europe/Berlin', tiers: [Tier.STAGING] }),
    ],
    expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: Duration.minutes(10) })],
    waves: {
      beta: watched,
      prod: {
        ...watched,
        environments: [new Environment('eu', { tier: Tier.STAGING }), new Environment('us', { tier: Tier.STAGING })],
        gates: [
          Gate.approval({ group: 'leads', quorum: 2 }), Gate.check({ name: 'smoke', commands: ['./smoke.sh'] }), Gate.quiet(errorRatio), Gate.budget({ objective: 0.999 }),
          Gate.window(DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '16:00', timeZone: 'Europe/Berlin' })),
          Gate.dependsOn({ service: 'payments', environment: 'prod', versions: '^1.2.0' }),
        ],
        trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(7) }),
        verifications: [Verification.job({ name: 'e2e', commands: ['npm run e2e'] })],
      },
    },
  }).deployAll().app);
}

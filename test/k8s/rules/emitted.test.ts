import type { Chart } from 'cdk8s';
import { Day, DeploymentWindow, Duration, Freeze, Gate, Signal, TrafficShift, Verification } from 'spillway';
import type { k8s } from 'spillway';
import { controllerProblems } from '../../../src/k8s/rules/controller-problems';
import { beta, east, ERRORS, prodEu, prodUs, shop, WATCHED, west } from '../support/shop';

const minutes = (count: number) => Duration.minutes(count);
const hours = { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' };

function told(app: k8s.GitOpsApp): string[] {
  return app.charts.flatMap((chart: Chart) => controllerProblems(chart.toJson() as object[], chart.node.path)).map(({ message }) => message);
}

test.each<[string, TrafficShift]>([
  ['all at once', TrafficShift.allAtOnce()],
  ['rolling', TrafficShift.rolling({ maxUnavailablePercent: 50 })],
  ['a canary', TrafficShift.canary({ percent: 20, hold: minutes(10) })],
  ['linear', TrafficShift.linear({ percent: 20, every: minutes(10) })],
  ['steps', TrafficShift.steps({ percent: 20, hold: minutes(10) }, { percent: 60, hold: minutes(5) })],
  ['blue/green', TrafficShift.blueGreen({ preview: minutes(1), keepOld: Duration.hours(2) })],
])('no controller has anything to say of what is emitted for a shift that is %s', (_, trafficShift) => {
  const verifications = [Verification.measurement({ name: 'memory', signal: Signal.saturation({ resource: 'memory', atMostPercent: 80 }), duration: minutes(5) })];
  const { app } = shop({ pipeline: { rollbackOn: WATCHED }, waves: [['beta', { environments: [beta], trafficShift, verifications, bakeTime: minutes(30) }]] });
  expect(told(app)).toEqual([]);
});

test('nor of a graph of waves with every gate and freeze', () => {
  const freezes = [
    Freeze.dated('launch', { owner: 'ops', reason: 'launch', from: '2026-12-18T18:00', to: '2027-01-04T08:00', timeZone: 'Europe/Zurich' }),
    Freeze.weekly('weekend', { owner: 'ops', reason: 'rest', hours: { ...hours, from: '16:00' } }),
  ];
  const { app } = shop({
    pipeline: { rollbackOn: WATCHED, freezes },
    waves: [
      ['beta', { environments: [beta] }],
      ['staging', { environments: [east, west] }],
      ['prod', {
        environments: [prodEu, prodUs],
        gates: [Gate.quiet(ERRORS), Gate.approval({ group: 'release-managers', excludeAuthor: true }), Gate.window(DeploymentWindow.weekly('office', hours))],
        trafficShift: TrafficShift.linear({ percent: 20, every: minutes(10) }),
        bakeTime: Duration.hours(12),
      }],
    ],
  });
  expect(told(app)).toEqual([]);
});

import { Day, DeploymentWindow, Duration, Freeze, Gate, k8s, TrafficShift } from 'spillway';
import { beta, east, ERRORS, prodEu, WATCHED } from '../support/shop';
import { promoted, REPOSITORY } from './promoter-shop';

const hours = { days: [Day.MONDAY, Day.TUESDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' };
const token = (secret: string) => ({ secret, key: 'token' });

/** A pipeline that asks for everything that Promoter does. */
export function everything() {
  return promoted({
    pipeline: {
      rollbackOn: WATCHED,
      freezes: [
        Freeze.dated('launch', { owner: 'ops', reason: 'launch', from: '2026-12-18T18:00', to: '2027-01-04T08:00', timeZone: 'Europe/Zurich' }),
        Freeze.yearly('end-of-year', { owner: 'ops', reason: 'sales', from: '12-18', to: '01-04', timeZone: 'Europe/Zurich' }),
        Freeze.weekly('weekend', { owner: 'ops', reason: 'rest', hours: { ...hours, days: [Day.FRIDAY], from: '16:00', to: '06:30' } }),
      ],
    },
    waves: [
      ['beta', { environments: [beta], trafficShift: TrafficShift.rolling() }],
      ['one-box', { environments: [east], gates: [Gate.approval({ group: 'managers', quorum: 2 })], bakeTime: Duration.minutes(30) }],
      ['prod', {
        environments: [prodEu],
        gates: [
          Gate.quiet(ERRORS), Gate.budget({ objective: 0.999 }), Gate.change({ system: 'snow', states: ['approved'] }),
          Gate.window(DeploymentWindow.weekly('office', hours)),
        ],
        trafficShift: TrafficShift.linear({ percent: 20, every: Duration.minutes(10) }),
        bakeTime: Duration.hours(12),
      }],
    ],
    release: {
      repository: { ...REPOSITORY, reviews: k8s.Reviews.gitHub({ teams: { managers: 'example/managers' }, token: token('reviews') }) },
      changeSystems: { snow: k8s.ChangeSystem.http({ url: 'https://changes.example.com/tickets', token: token('changes') }) },
      imagePolicy: k8s.ImagePolicy.APPROVED,
      operators: 'operators',
    },
  });
}

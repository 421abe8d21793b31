import { Duration, Environment, Evidence, Gate, k8s, RollbackScope, RollbackTrigger, Signal, Tier, TrafficShift, Verification } from 'spillway';
import { beta, ERRORS } from '../shop';
import type { BadDeclaration } from './bad-declaration';
import { bad, watching } from './bad-declaration';

const minutes = (amount: number) => Duration.minutes(amount);
const scope = RollbackScope.PROMOTED;
const token = { secret: 'tokens', key: 'token' };
const gated = (...gates: Gate[]) => ({ waves: [['beta', { environments: [beta], gates }]] as [string, { environments: Environment[]; gates: Gate[] }][] });
const reviewed = (url: string, teams: Record<string, string>) => ({ repository: { url, reviews: k8s.Reviews.gitHub({ teams, token }) } });

/** Pipelines that no controller can obey, and gates that nobody could ask. */
export const BAD_PLANS: BadDeclaration[] = [
  bad('a bake has half a second', 'SP5003', watching({ bakeTime: Duration.millis(600_500) })),
  bad('an environment is called like a Stage of a wave', 'SP5004', { waves: [['beta', { environments: [new Environment('wave-beta', { tier: Tier.TEST })] }]] }),
  bad('an environment is called like a Stage of gates', 'SP5004', { waves: [['beta', { environments: [new Environment('gate-beta', { tier: Tier.TEST })] }]] }),
  bad('a weight has a fraction', 'SP5005', { ...watching({ trafficShift: TrafficShift.canary({ percent: 2.5, hold: minutes(10) }) }), workload: { replicas: 40 } }),
  bad('the old copy goes before its measurement ends', 'SP5006', watching({
    trafficShift: TrafficShift.blueGreen({ keepOld: minutes(5) }), verifications: [Verification.measurement({ name: 'steady', signal: ERRORS, duration: minutes(10) })],
  })),
  bad('two groups approve where one person promotes', 'SP5007', gated(Gate.approval({ group: 'managers' }), Gate.approval({ group: 'security' }))),
  bad('a measurement ends before its signal can fail', 'SP5305', watching({
    verifications: [Verification.measurement({ name: 'steady', signal: Signal.latency({ percentile: 99, atMost: Duration.millis(400), period: minutes(5) }), duration: minutes(17) })],
  })),
  bad('a signal is measured twice in one analysis', 'SP5306', watching({
    verifications: ['first', 'second'].map((name) => Verification.measurement({ name, signal: ERRORS, duration: minutes(10) })),
  })),
  bad('triggers of a wave undo differently far', 'SP5401', { pipeline: { rollbackOn: [RollbackTrigger.signal(ERRORS, { scope })] } }),
  bad('an operator should take all waves back', 'SP5402', { pipeline: { rollbackOn: [RollbackTrigger.operator({ scope })] } }),
  bad('nobody knows the change system', 'SP5403', gated(Gate.change({ system: 'snow' }))),
  bad('the change system is asked without encryption', 'SP5403', {
    ...gated(Gate.change({ system: 'snow' })), release: { changeSystems: { snow: k8s.ChangeSystem.http({ url: 'http://changes.example.com', token }) } },
  }),
  bad('evidence lies nowhere', 'SP5404', gated(Gate.evidence(Evidence.SBOM))),
  bad('there is evidence, and no image it is of', 'SP5404', {
    ...gated(Gate.evidence(Evidence.SBOM)), release: { images: [], evidence: k8s.EvidenceStore.cosign({ publicKey: 'PEM', verifier: 'registry.example.com/cosign' }) },
  }),
  bad('other services cannot be asked for', 'SP5405', gated(Gate.dependsOn({ service: 'payments', environment: 'prod' }))),
  bad('Kargo is asked without encryption', 'SP5405', {
    ...gated(Gate.dependsOn({ service: 'payments', environment: 'prod' })), release: { kargoApi: { url: 'http://kargo.example.com', token } },
  }),
  bad('nobody counts a quorum', 'SP5406', gated(Gate.approval({ group: 'managers', quorum: 2 }))),
  bad('a group has no team', 'SP5407', { ...gated(Gate.approval({ group: 'managers' })), release: reviewed('https://github.com/example/shop', {}) }),
  bad('a team has no organization', 'SP5407', { ...gated(Gate.approval({ group: 'managers' })), release: reviewed('https://github.com/example/shop', { managers: 'managers' }) }),
  bad('reviews are asked of a repository without an owner', 'SP5408', {
    ...gated(Gate.approval({ group: 'managers' })), release: reviewed('https://git.example.com/shop.git', { managers: 'example/managers' }),
  }),
  bad('a check has no image', 'SP5409', gated(Gate.check({ name: 'smoke', commands: ['true'] }))),
  bad('a job has braces that an analysis reads', 'SP5409', {
    waves: [['beta', { environments: [beta], verifications: [Verification.job({ name: 'smoke', image: 'a/b', commands: ['echo {{x}}'] })] }]],
  }),
  bad('a prerelease of another service is asked for', 'SP5410', {
    ...gated(Gate.dependsOn({ service: 'payments', environment: 'prod', versions: '>=2.0.0-rc.1' })), release: { kargoApi: { url: 'https://kargo.example.com', token } },
  }),
  bad('three things are wrong at once', 'SP5003 SP5004 SP5409', {
    waves: [['beta', { environments: [new Environment('gate-beta', { tier: Tier.TEST })], bakeTime: Duration.millis(600_500), gates: [Gate.check({ name: 'smoke', commands: ['true'] })] }]],
  }),
];
